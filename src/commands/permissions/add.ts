import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { addRule, ruleKinds } from "../../app/permission-rules.ts";
import { services } from "../../app/services.ts";

export default class PermissionsAdd extends Command {
  static override description = "Add a rule for what the model may do, always has to ask for, or may never do.";
  static override examples = [
    '<%= config.bin %> permissions add allow "bash(npm test*)"',
    '<%= config.bin %> permissions add allow "edit(docs/**)" --here',
    '<%= config.bin %> permissions add deny "bash(git push*)" --project',
  ];
  static override args = {
    kind: Args.string({ description: "allow, ask or deny", options: [...ruleKinds], required: true, ignoreStdin: true }),
    rule: Args.string({ description: "TOOL or TOOL(PATTERN)", required: true, ignoreStdin: true }),
  };
  static override flags = {
    project: Flags.boolean({
      description: "In the project's file, for everybody who works on it: ask and deny only.",
      exclusive: ["here"],
    }),
    here: Flags.boolean({ description: "For you in this project alone: allow only." }),
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(PermissionsAdd);
    const own = services(this.config);
    const kind = ruleKinds.find((one) => one === args.kind) ?? "ask";
    const file = await addRule(own, kind, args.rule, flags.project ? "project" : flags.here ? "here" : "user");
    own.audit({ kind: "config", actor: "user", detail: { key: `permissions.${kind}`, change: "added", rule: args.rule, file } });
    this.log(`${args.rule} is now under "${kind}" in ${file}`);
    return { kind, rule: args.rule, file };
  }
}
