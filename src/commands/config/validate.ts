import { Args, Command } from "@ainative-code/sdk/command";
import { services } from "../../app/services.ts";
import { validateConfigFile } from "../../app/validate-config.ts";

/** Checks the configuration. */
export default class ConfigValidate extends Command {
  static override description =
    "Check the configuration, or one file. Tells all problems at once and exits with 42 if there are any.";
  static override examples = [
    "<%= config.bin %> config validate",
    "<%= config.bin %> config validate .ainative-code/config.yaml",
  ];
  static override args = { file: Args.string({ description: "a config file", ignoreStdin: true }) };

  override async run(): Promise<unknown> {
    const { args } = await this.parse(ConfigValidate);
    const { files, warnings } = await this.check(args.file);
    for (const warning of warnings) this.warn(warning);
    this.log("ok");
    return { ok: true, files, warnings };
  }

  private async check(file: string | undefined): Promise<{ files: readonly string[]; warnings: readonly string[] }> {
    const host = services(this.config);
    if (file !== undefined) {
      const checked = await validateConfigFile(host, file);
      return { files: [checked.file], warnings: checked.warnings };
    }
    const { files, warnings } = await host.config();
    return { files: Object.values(files), warnings };
  }
}
