import { Command } from "@ainative-code/sdk/command";
import { fishCompletion } from "../../app/completion-setup.ts";

/** Prints the completion of fish. */
export default class AutocompleteFish extends Command {
  static override description = "Print the completion script for fish.";
  static override examples = ["<%= config.bin %> autocomplete fish > ~/.config/fish/completions/<%= config.bin %>.fish"];

  override async run(): Promise<unknown> {
    await this.parse(AutocompleteFish);
    const script = fishCompletion(this.config);
    this.log(script.trimEnd());
    return { script };
  }
}
