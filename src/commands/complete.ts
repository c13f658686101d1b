import { Command } from "@ainative-code/sdk/command";
import { complete } from "../app/complete.ts";
import { printable } from "../app/printable.ts";
import { services } from "../app/services.ts";

/**
 * What shells ask at Tab: `complete -- WORDS…`, the last word being the one under the cursor; with `--next` that is an
 * empty one behind them.
 */
export default class Complete extends Command {
  static override description = "List what may stand at the cursor, one on a line, a description behind a tab.";
  static override hidden = true;
  static override strict = false;
  static override examples = ["<%= config.bin %> complete -- config get ch"];

  override async run(): Promise<unknown> {
    const at = this.argv.indexOf("--");
    const words = this.argv.slice(at + 1);
    const isNext = this.argv.slice(0, at).includes("--next");
    const choices = await complete(services(this.config), this.config, isNext ? [...words, ""] : words);
    for (const { value, description } of choices) this.log([value, description ?? ""].map(oneLine).join("\t").trimEnd());
    return choices;
  }
}

function oneLine(text: string): string {
  return printable(text).replaceAll(/\s+/g, " ");
}
