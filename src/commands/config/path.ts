import { Command, Flags } from "@ainative-code/sdk/command";
import { AinError } from "@ainative-code/sdk";
import { configFiles } from "../../app/config-files.ts";
import { services } from "../../app/services.ts";

/** Prints where the config files are. */
export default class ConfigPath extends Command {
  static override description = "Print the path of your config file, whether it exists or not.";
  static override examples = ['$EDITOR "$(<%= config.bin %> config path)"', "<%= config.bin %> config path --project"];
  static override flags = { project: Flags.boolean({ description: "the project's file in effect here" }) };

  override async run(): Promise<unknown> {
    const { flags } = await this.parse(ConfigPath);
    const files = configFiles(services(this.config));
    if (flags.project && files.project === undefined) {
      throw new AinError("invalid-input", "No project file is in effect here.", {
        actions: ["Make one: ainative-code config set KEY VALUE --project"],
      });
    }
    this.log(flags.project ? files.project : files.user);
    return { user: files.user, project: files.project ?? null, organisation: files.organisation ?? null };
  }
}
