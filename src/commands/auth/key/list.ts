import { Command } from "@ainative-code/sdk/command";
import { listKeys } from "../../../app/list-keys.ts";
import { services } from "../../../app/services.ts";
import { tableOf } from "../../../print/table.ts";

/** Lists the keys of all providers. */
export default class AuthKeyList extends Command {
  static override description =
    "List the keys that providers take, where each one lies and whether it can be had. No key is shown.";
  static override examples = ["<%= config.bin %> auth key list", "<%= config.bin %> auth key list --json"];

  override async run(): Promise<unknown> {
    await this.parse(AuthKeyList);
    const rows = await listKeys(services(this.config));
    this.log(
      tableOf(
        ["PROVIDER", "KEY", "STATE", "WHERE"],
        rows.map(({ provider, name, state, where }) => [provider, name, state, where ?? ""]),
      ),
    );
    for (const { problem } of rows) if (problem !== undefined) this.warn(problem);
    return rows;
  }
}
