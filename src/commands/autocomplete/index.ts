import { Command } from "@ainative-code/sdk/command";
import { completionSteps } from "../../app/completion-setup.ts";
import { services } from "../../app/services.ts";

/** Says how completion is set up in the shell that is in use. */
export default class Autocomplete extends Command {
  static override description = "Say how Tab completes commands, flags and values in your shell.";
  static override examples = ["<%= config.bin %> autocomplete"];

  override async run(): Promise<unknown> {
    await this.parse(Autocomplete);
    const found = completionSteps(this.config, services(this.config).environment);
    for (const { shell, lines } of found.setups) {
      this.log(found.setups.length === 1 ? `In ${shell}, run this once, then open a new shell:` : `${shell}:`);
      for (const line of lines) this.log(`  ${line}`);
    }
    if (found.setups.length === 1) this.log(`Other shells: ${this.config.bin} autocomplete ${found.others.join(" | ")}`);
    return found;
  }
}
