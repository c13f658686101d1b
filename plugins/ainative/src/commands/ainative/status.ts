import { Command } from "@ainative-code/sdk/command";
import { accountStatus, type AccountStatus } from "../../account-status.ts";
import { statusText } from "../../status-text.ts";

export default class AinativeStatus extends Command {
  static override description =
    "Ask AINative Studio how it is, whether it accepts your API key, and which projects the key opens.";
  static override examples = ["<%= config.bin %> ainative status", "<%= config.bin %> ainative status --json"];

  override async run(): Promise<AccountStatus> {
    await this.parse(AinativeStatus);
    const status = await accountStatus(this.host, this.signal);
    this.log(statusText(status));
    return status;
  }
}
