import { Args, Command } from "@ainative-code/sdk/command";
import { removeRule, ruleKinds } from "../../app/permission-rules.ts";
import { services } from "../../app/services.ts";

export default class PermissionsRemove extends Command {
  static override description =
    "Remove a rule from wherever it stands: your file, the project's, or what was granted for good here.";
  static override usage = "permissions remove [allow|ask|deny] RULE [--json]";
  static override examples = [
    '<%= config.bin %> permissions remove "bash(npm test*)"',
    '<%= config.bin %> permissions remove deny "bash(git push*)"',
  ];
  static override args = {
    rule: Args.string({
      description: "the rule, as permissions list shows it; before it, the kind it stands under alone",
      required: true,
      ignoreStdin: true,
    }),
    of: Args.string({ description: "the rule, where the word before it is its kind", hidden: true, ignoreStdin: true }),
  };

  override async run(): Promise<unknown> {
    const { args } = await this.parse(PermissionsRemove);
    const own = services(this.config);
    const kind = args.of === undefined ? undefined : ruleKinds.find((one) => one === args.rule);
    if (args.of !== undefined && kind === undefined) {
      this.error(`Expected ${args.rule} to be one of: ${ruleKinds.join(", ")}`, { exit: 2 });
    }
    const rule = args.of ?? args.rule;
    const files = await removeRule(own, rule, kind);
    own.audit({ kind: "config", actor: "user", detail: { change: "removed", rule, files } });
    this.log(`${rule} is gone from ${files.join(" and ")}`);
    return { rule, files };
  }
}
