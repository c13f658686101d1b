import { Command } from "@ainative-code/sdk/command";
import { statusText } from "../../status-text.ts";
import { strapiStatus, type StrapiStatus } from "../../strapi-status.ts";

export default class StrapiStatusCommand extends Command {
  static override description = "Ask Strapi whether it accepts your token, and which content types there are.";
  static override examples = ["<%= config.bin %> strapi status", "<%= config.bin %> strapi status --json"];
  static override tool = { risk: "network" } as const;

  override async run(): Promise<StrapiStatus> {
    await this.parse(StrapiStatusCommand);
    const status = await strapiStatus(this.host, this.signal);
    this.log(statusText(status));
    return status;
  }
}
