import { Command } from "@ainative-code/sdk/command";
import { statusText } from "../../status-text.ts";
import { zerodbStatus, type ZerodbStatus } from "../../zerodb-status.ts";

export default class ZerodbStatusCommand extends Command {
  static override description =
    "Ask ZeroDB which project is in use and what is stored in it; without one, which projects there are.";
  static override examples = ["<%= config.bin %> zerodb status", "<%= config.bin %> zerodb status --json"];
  static override tool = { risk: "network" } as const;

  override async run(): Promise<ZerodbStatus> {
    await this.parse(ZerodbStatusCommand);
    const status = await zerodbStatus(this.host, this.signal);
    this.log(statusText(status));
    return status;
  }
}
