import { Command } from "@ainative-code/sdk/command";
import { complete } from "../app/complete.ts";
import { printable } from "../app/printable.ts";
import { services } from "../app/services.ts";

/** What shells ask at Tab: `complete -- WORDS…`, the last word being the one under the cursor. */
export default class Complete extends Command {
  static override description = "List what may stand at the cursor, one on a line, a description behind a tab.";
  static override hidden = true;
  static override strict = false;
  static override examples = ["<%= config.bin %> complete -- config get ch"];

  override async run(): Promise<unknown> {
    const words = this.argv.slice(this.argv.indexOf("--") + 1);
    const choices = await complete(services(this.config), this.config, words);
    for (const { value, description } of choices) this.log([value, description ?? ""].map(oneLine).join("\t").trimEnd());
    return choices;
  }
}

function oneLine(text: string): string {
  return printable(text).replaceAll(/\s+/g, " ");
}
