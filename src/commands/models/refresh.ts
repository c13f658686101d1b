import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { refreshModels } from "../../app/refresh-models.ts";
import type { Refreshed } from "../../app/refresh-models.ts";
import { services } from "../../app/services.ts";
import { refreshedModels } from "../../print/refreshed-models.ts";

export default class ModelsRefresh extends Command {
  static override description =
    "Learn anew what is known of models: from the providers and, where catalogue.url is set or --from is given, from a list on the net.";
  static override examples = [
    "<%= config.bin %> models refresh",
    "<%= config.bin %> models refresh openai",
    "<%= config.bin %> models refresh --from https://models.dev/api.json",
  ];
  static completes = { provider: "provider" };
  static override args = { provider: Args.string({ description: "Only the models of this provider.", ignoreStdin: true }) };
  static override flags = {
    from: Flags.string({ description: "Download this list too (JSON of the shape of api.json).", helpValue: "URL" }),
  };

  override async run(): Promise<readonly Refreshed[]> {
    const { args, flags } = await this.parse(ModelsRefresh);
    const refreshed = await refreshModels(services(this.config), {
      provider: args.provider,
      from: flags.from,
      signal: this.signal,
      onNotice: (text) => {
        this.logToStderr(text);
      },
    });
    this.log(refreshedModels(refreshed));
    return refreshed;
  }
}
