import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { explainPermission } from "../../app/explain-permission.ts";
import type { ExplainedPermission } from "../../app/explain-permission.ts";
import { permissionModes } from "../../app/permission-modes.ts";
import { printable } from "../../app/printable.ts";
import { services } from "../../app/services.ts";
import { tableOf } from "../../print/table.ts";

export default class PermissionsExplain extends Command {
  static override description =
    "Tell what would be decided about a command line here, part by part, and by which rule. Nothing is run.";
  static override examples = ["<%= config.bin %> permissions explain 'git log | head > notes.txt'"];
  static override args = { command: Args.string({ description: "the command line", required: true, ignoreStdin: true }) };
  static override flags = {
    "permission-mode": Flags.option({ options: permissionModes })({ description: "As it would be in this mode." }),
  };

  override async run(): Promise<ExplainedPermission> {
    const { args, flags } = await this.parse(PermissionsExplain);
    const explained = await explainPermission(services(this.config), args.command, flags["permission-mode"]);
    this.log(`${words[explained.verdict]} (${explained.decidedBy})\n`);
    this.log(
      tableOf(
        ["", "BY", "PART"],
        explained.parts.map(({ verdict, decidedBy, about }) => [verdict, printable(decidedBy), printable(about)]),
      ),
    );
    if (!explained.understood) this.log("\nNot all of it is understood, so more may run than these parts show.");
    return explained;
  }
}

const words = { allow: "It would run without a question", ask: "You would be asked", deny: "It would be refused" } as const;
