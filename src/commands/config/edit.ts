import { Command, Flags } from "@ainative-code/sdk/command";
import { editAgain } from "../../app/edit-again.ts";
import { editConfig } from "../../app/edit-config.ts";
import { services } from "../../app/services.ts";

/** Opens a config file in the user's editor. */
export default class ConfigEdit extends Command {
  static override description =
    "Open your config file, or that of the project, in $VISUAL or $EDITOR. It takes effect only if it has no mistakes.";
  static override examples = ["<%= config.bin %> config edit", "EDITOR='code --wait' <%= config.bin %> config edit --project"];
  static override flags = { project: Flags.boolean({ description: "the project's file: .ainative-code/config.yaml" }) };

  override async run(): Promise<unknown> {
    const { flags } = await this.parse(ConfigEdit);
    const host = services(this.config);
    const edited = await editConfig(host, {
      layer: flags.project ? "project" : "user",
      again: this.jsonEnabled()
        ? undefined
        : editAgain(host.environment, (line) => {
            this.logToStderr(line);
          }),
    });
    if (edited.changed) host.audit({ kind: "config", actor: "user", detail: { change: "edited", file: edited.file } });
    for (const warning of edited.warnings) this.warn(warning);
    this.log(edited.changed ? `${edited.file} is changed` : `${edited.file} is as it was`);
    return edited;
  }
}
