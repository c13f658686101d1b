import { Command } from "@ainative-code/sdk/command";
import { setUpCompletion } from "../../app/completion-setup.ts";

/** Sets completion up for bash. */
export default class AutocompleteBash extends Command {
  static override description = "Set up completion for bash: prints the line for ~/.bashrc.";
  static override examples = ["<%= config.bin %> autocomplete bash >> ~/.bashrc"];

  override async run(): Promise<unknown> {
    await this.parse(AutocompleteBash);
    const setup = await setUpCompletion(this.config, "bash");
    this.log(setup.line);
    return setup;
  }
}
