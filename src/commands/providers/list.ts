import { Command } from "@ainative-code/sdk/command";
import { listProviders } from "../../app/list-providers.ts";
import type { ProviderRow } from "../../app/list-providers.ts";
import { services } from "../../app/services.ts";
import { problemText } from "../../app/problem-text.ts";
import { tableOf } from "../../print/table.ts";

export default class ProvidersList extends Command {
  static override description = "List the providers that installed plugins bring, and whether they are ready to use.";
  static override examples = ["<%= config.bin %> providers list", "<%= config.bin %> providers list --json"];

  override async run(): Promise<readonly ProviderRow[]> {
    const rows = await listProviders(services(this.config), (problem) => {
      this.logToStderr(`Warning: ${problemText(problem)}`);
    });
    this.log(tableOf(["PROVIDER", "PLUGIN", "STATE"], rows.map(({ id, plugin, state }) => [id, plugin, state])));
    return rows;
  }
}
