import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { services } from "../app/services.ts";
import { revokeTrust, trustedFolders, trustFolder, trustRoot } from "../app/trust.ts";
import { tableOf } from "../print/table.ts";

export default class Trust extends Command {
  static override description =
    "Let a folder, and all below it, set up this program: its settings, hooks, MCP servers and commands.";
  static override examples = [
    "<%= config.bin %> trust",
    "<%= config.bin %> trust ../library",
    "<%= config.bin %> trust --revoke",
    "<%= config.bin %> trust --list",
  ];
  static override args = { folder: Args.string({ description: "the folder; this project's if left out", ignoreStdin: true }) };
  static override flags = {
    revoke: Flags.boolean({ description: "Take the trust back.", exclusive: ["list"] }),
    list: Flags.boolean({ description: "List the trusted folders." }),
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Trust);
    const own = services(this.config);
    if (flags.list) {
      const folders = trustedFolders(own).toSorted((a, b) => a.folder.localeCompare(b.folder));
      this.log(
        folders.length === 0
          ? "No folder is trusted."
          : tableOf(
              ["FOLDER", "SINCE"],
              folders.map(({ folder, trustedAt }) => [folder, trustedAt.slice(0, 10)]),
            ),
      );
      return folders;
    }
    const asked = args.folder ?? trustRoot(own);
    const folder = flags.revoke ? await revokeTrust(own, asked) : await trustFolder(own, asked, new Date());
    own.audit({ kind: "config", actor: "user", detail: { change: flags.revoke ? "trust revoked" : "trusted", folder } });
    this.log(flags.revoke ? `${folder} is not trusted any more.` : `${folder} and all below it is trusted.`);
    return { folder, trusted: !flags.revoke };
  }
}
