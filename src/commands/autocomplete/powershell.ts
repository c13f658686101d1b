import { Command } from "@ainative-code/sdk/command";
import { setUpPowershell } from "../../app/completion-setup.ts";

/** Sets completion up for PowerShell. */
export default class AutocompletePowershell extends Command {
  static override description = "Set up completion for PowerShell: prints the line for your profile.";
  static override examples = ["Add-Content $PROFILE (<%= config.bin %> autocomplete powershell)"];

  override async run(): Promise<unknown> {
    await this.parse(AutocompletePowershell);
    const setup = await setUpPowershell(this.config);
    this.log(setup.line);
    return setup;
  }
}
