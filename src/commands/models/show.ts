import { Args, Command } from "@ainative-code/sdk/command";
import { services } from "../../app/services.ts";
import { showModel } from "../../app/show-model.ts";
import type { ShownModel } from "../../app/show-model.ts";
import { shownModel } from "../../print/shown-model.ts";

export default class ModelsShow extends Command {
  static override description = "Show everything known of a model, and where each fact comes from. Asks nobody.";
  static override examples = ["<%= config.bin %> models show openai/gpt-5", "<%= config.bin %> models show openai/gpt-5 --json"];
  static completes = { model: "model" };
  static override args = {
    model: Args.string({ description: "The model, as PROVIDER/MODEL.", required: true, ignoreStdin: true }),
  };

  override async run(): Promise<ShownModel> {
    const { args } = await this.parse(ModelsShow);
    const model = await showModel(services(this.config), args.model, (text) => {
      this.logToStderr(text);
    });
    this.log(shownModel(model));
    return model;
  }
}
