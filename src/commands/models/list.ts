import { Args, Command } from "@ainative-code/sdk/command";
import { listModels } from "../../app/list-models.ts";
import type { ModelRow } from "../../app/list-models.ts";
import { services } from "../../app/services.ts";
import { tableOf } from "../../print/table.ts";

export default class ModelsList extends Command {
  static override description = "List the models that can be used, as the providers name them.";
  static override examples = ["<%= config.bin %> models list", "<%= config.bin %> models list openai --json"];
  static completes = { provider: "provider" };
  static override args = { provider: Args.string({ description: "Only those of this provider.", ignoreStdin: true }) };

  override async run(): Promise<readonly ModelRow[]> {
    const { args } = await this.parse(ModelsList);
    const rows = await listModels(services(this.config), args.provider, this.signal, (text) => {
      this.logToStderr(text);
    });
    if (rows.length > 0) this.log(tableOf(["MODEL", "INPUT", "OUTPUT"], rows.map(row)));
    return rows;
  }
}

function row({ ref, maxInput, maxOutput }: ModelRow): readonly string[] {
  return [ref, maxInput === undefined ? "-" : String(maxInput), maxOutput === undefined ? "-" : String(maxOutput)];
}
