import { Command } from "@ainative-code/sdk/command";
import { setUpCompletion } from "../../app/completion-setup.ts";

/** Sets completion up for zsh. */
export default class AutocompleteZsh extends Command {
  static override description = "Set up completion for zsh: prints the line for ~/.zshrc.";
  static override examples = ["<%= config.bin %> autocomplete zsh >> ~/.zshrc"];

  override async run(): Promise<unknown> {
    await this.parse(AutocompleteZsh);
    const setup = await setUpCompletion(this.config, "zsh");
    this.log(setup.line);
    return setup;
  }
}
