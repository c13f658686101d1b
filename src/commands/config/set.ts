import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { services } from "../../app/services.ts";
import { setConfig } from "../../app/set-config.ts";

/** Writes one setting to a file. */
export default class ConfigSet extends Command {
  static override description = "Change a setting in your config file, or in that of the project. Comments in the file stay.";
  static override examples = [
    "<%= config.bin %> config set model openai/gpt-5",
    "<%= config.bin %> config set permissions.allow '[bash(git status*), edit]'",
    "<%= config.bin %> config set chat.maxTurns 50 --project",
  ];
  static completes = { key: "config-key", value: "config-value" };
  static override args = {
    key: Args.string({ description: "the setting, for example chat.maxTurns", required: true, ignoreStdin: true }),
    value: Args.string({ description: "its new value; a list as [a, b]", required: true, ignoreStdin: true }),
  };
  static override flags = { project: Flags.boolean({ description: "write to the project's file: .ainative-code/config.yaml" }) };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(ConfigSet);
    const layer = flags.project ? "project" : "user";
    const own = services(this.config);
    const changed = await setConfig(own, { key: args.key, text: args.value, layer });
    own.audit({ kind: "config", actor: "user", detail: { key: changed.key, change: "set", file: changed.file } });
    for (const warning of changed.warnings) this.warn(warning);
    this.log(`${changed.key} is now ${JSON.stringify(changed.value)} in ${changed.file}`);
    return changed;
  }
}
