import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { services } from "../../app/services.ts";
import { unsetConfig } from "../../app/unset-config.ts";

/** Takes one setting out of a file. */
export default class ConfigUnset extends Command {
  static override description =
    "Take a setting out of your config file, or out of that of the project. Comments on other lines stay.";
  static override examples = ["<%= config.bin %> config unset model", "<%= config.bin %> config unset chat.maxTurns --project"];
  static completes = { key: "config-key" };
  static override args = {
    key: Args.string({ description: "the setting, for example chat.maxTurns", required: true, ignoreStdin: true }),
  };
  static override flags = { project: Flags.boolean({ description: "take it out of the project's file" }) };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(ConfigUnset);
    const layer = flags.project ? "project" : "user";
    const own = services(this.config);
    const { file, removed } = await unsetConfig(own, args.key, async () => Promise.resolve(), layer);
    const changed = removed !== undefined;
    if (changed) own.audit({ kind: "config", actor: "user", detail: { key: args.key, change: "unset", file } });
    this.log(changed ? `${args.key} is no longer set in ${file}` : `${args.key} is not set in ${file}; nothing is changed`);
    return { key: args.key, file, changed };
  }
}
