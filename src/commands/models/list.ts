import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { listKnownModels, listModels } from "../../app/list-models.ts";
import type { ModelRow } from "../../app/list-models.ts";
import { printable } from "../../app/printable.ts";
import { services } from "../../app/services.ts";
import { shortCapabilities, shortPrice, shortTokens } from "../../print/model-facts.ts";
import { tableOf } from "../../print/table.ts";

export default class ModelsList extends Command {
  static override description =
    "List the models that can be used, as the providers name them, with their limits, prices in US dollars per million tokens, and what they can.";
  static override examples = [
    "<%= config.bin %> models list",
    "<%= config.bin %> models list openai --json",
    "<%= config.bin %> models list --offline",
  ];
  static completes = { provider: "provider" };
  static override args = { provider: Args.string({ description: "Only those of this provider.", ignoreStdin: true }) };
  static override flags = {
    provider: Flags.string({ description: "The same, as a flag.", helpValue: "PROVIDER" }),
    offline: Flags.boolean({ description: "Ask no provider: list what is known already." }),
  };

  override async run(): Promise<readonly ModelRow[]> {
    const { args, flags } = await this.parse(ModelsList);
    const provider = args.provider ?? flags.provider;
    const notice = (text: string): void => {
      this.logToStderr(text);
    };
    const own = services(this.config);
    const rows = await (flags.offline ? listKnownModels(own, provider, notice) : listModels(own, provider, this.signal, notice));
    if (rows.length > 0) this.log(tableOf(["MODEL", "CONTEXT", "OUTPUT", "IN", "OUT", "CAN"], rows.map(row)));
    else if (flags.offline) notice("No model is known. Ask the providers: ainative-code models list");
    return rows;
  }
}

function row({ ref, window, maxInput, maxOutput, prices, capabilities }: ModelRow): readonly string[] {
  const limits = [shortTokens(window ?? maxInput), shortTokens(maxOutput)];
  return [printable(ref), ...limits, shortPrice(prices, "input"), shortPrice(prices, "output"), shortCapabilities(capabilities)];
}
