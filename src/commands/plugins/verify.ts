import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { exitCodeOfReport } from "../../app/plugin-verify/exit-code-of-report.ts";
import { locatePlugin } from "../../app/plugin-verify/locate-plugin.ts";
import { verifyPlugin } from "../../app/plugin-verify/verify-plugin.ts";
import { printable } from "../../app/printable.ts";
import { services } from "../../app/services.ts";
import type { Report } from "../../core/verify/report.ts";
import { reportText } from "../../print/report-text.ts";

export default class PluginsVerify extends Command {
  static override description =
    "Hold a plugin to its promises.\n\nLooks at the manifest, settings, modules, commands, rights, and tries the laws of its providers and tools on what it ships for that. Runs the plugin's code. Exit code 0 when nothing is broken, 51 when it can't be loaded, else 1.";
  static override examples = [
    "<%= config.bin %> plugins verify ./my-plugin",
    "<%= config.bin %> plugins verify my-installed-plugin --strict --json",
  ];
  static override args = {
    plugin: Args.string({
      description: "The plugin's folder, or the name of an installed one.",
      required: true,
      ignoreStdin: true,
    }),
  };

  static override flags = {
    strict: Flags.boolean({ description: "Exit code 1 as well where a provider or tool ships nothing that it can be tried on." }),
  };

  override async run(): Promise<Report> {
    const { args, flags } = await this.parse(PluginsVerify);
    const own = services(this.config);
    const report = await verifyPlugin(locatePlugin(this.config, own.environment.cwd, args.plugin));
    own.noteLeftovers();
    this.log(printable(reportText(report)));
    process.exitCode = exitCodeOfReport(report, flags.strict);
    return report;
  }
}
