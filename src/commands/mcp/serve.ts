import { Command, Flags } from "@ainative-code/sdk/command";
import { serveOverStdio } from "../../app/mcp-serve/serve-stdio.ts";
import { printable } from "../../app/printable.ts";
import { problemText } from "../../app/problem-text.ts";
import { runFlags } from "../../app/run-flags.ts";
import { services } from "../../app/services.ts";
import { settingFlags, settingsOf } from "../../app/setting-flags.ts";

export default class McpServe extends Command {
  static override description = "Offer our tools, and the commands of plugins that are tools, to other programs over MCP: to the one that starts this, or over HTTP.";
  static override enableJsonFlag = false;
  static override examples = [
    "<%= config.bin %> mcp serve --allowed-tools 'edit(src/**)'",
    "<%= config.bin %> mcp serve --permission-mode plan --tools read --tools grep",
  ];
  static completes = { set: "setting" };
  static override flags = {
    tools: Flags.string({ multiple: true, multipleNonGreedy: true, delimiter: ",", description: "Offer only these.", helpValue: "TOOL,..." }),
    "permission-mode": runFlags["permission-mode"],
    "allowed-tools": runFlags["allowed-tools"],
    "disallowed-tools": runFlags["disallowed-tools"],
    "add-dir": runFlags["add-dir"],
    ...settingFlags,
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(McpServe);
    const own = services(this.config);
    const { warnings } = await own.config(settingsOf(flags));
    const tell = (text: string): void => this.logToStderr(printable(`Warning: ${text}`));
    for (const warning of warnings) tell(warning);
    const options = {
      tools: flags.tools ?? [],
      permissionMode: flags["permission-mode"],
      allowedTools: flags["allowed-tools"] ?? [],
      disallowedTools: flags["disallowed-tools"] ?? [],
      addedFolders: flags["add-dir"] ?? [],
      onProblem: (problem: Parameters<typeof problemText>[0]) => tell(problemText(problem)),
    };
    await serveOverStdio(own, options, this.signal);
  }
}
