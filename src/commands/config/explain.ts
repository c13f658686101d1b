import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { explainConfig } from "../../app/explain-config.ts";
import { overridesOf } from "../../app/overrides.ts";
import { services } from "../../app/services.ts";
import { explanationText } from "../../print/explanation.ts";

/** Tells why a setting has its value. */
export default class ConfigExplain extends Command {
  static override description =
    "Tell why a setting has its value: every place that sets it, and which one wins. Secrets are hidden.";
  static override examples = ["<%= config.bin %> config explain chat.maxTurns", "<%= config.bin %> config explain model --json"];
  static completes = { key: "config-key", set: "setting" };
  static override args = {
    key: Args.string({ description: "the setting, for example chat.maxTurns", required: true, ignoreStdin: true }),
  };
  static override flags = {
    set: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: "A setting as it would be for one run.",
      helpValue: "KEY=VALUE",
    }),
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(ConfigExplain);
    const { environment, folders, pluginSchemas } = services(this.config);
    const { warnings, ...explanation } = await explainConfig(
      { environment, folders, pluginSchemas, overrides: overridesOf(flags.set ?? []), version: this.config.version },
      args.key,
    );
    for (const warning of warnings) this.warn(warning);
    this.log(explanationText(explanation));
    return { ...explanation, value: explanation.value ?? null, default: explanation.default ?? null, warnings };
  }
}
