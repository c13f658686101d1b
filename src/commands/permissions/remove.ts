import { Args, Command } from "@ainative-code/sdk/command";
import { removeRule } from "../../app/permission-rules.ts";
import { services } from "../../app/services.ts";

export default class PermissionsRemove extends Command {
  static override description = "Remove a rule from wherever it stands: your file, the project's, or what was granted for good here.";
  static override examples = ['<%= config.bin %> permissions remove "bash(npm test*)"'];
  static override args = { rule: Args.string({ description: "the rule, as permissions list shows it", required: true, ignoreStdin: true }) };

  override async run(): Promise<unknown> {
    const { args } = await this.parse(PermissionsRemove);
    const own = services(this.config);
    const files = await removeRule(own, args.rule);
    own.audit({ kind: "config", actor: "user", detail: { change: "removed", rule: args.rule, files } });
    this.log(`${args.rule} is gone from ${files.join(" and ")}`);
    return { rule: args.rule, files };
  }
}
