import { Command } from "@ainative-code/sdk/command";
import { listRules } from "../../app/permission-rules.ts";
import type { ListedRule } from "../../app/permission-rules.ts";
import { printable } from "../../app/printable.ts";
import { services } from "../../app/services.ts";
import { tableOf } from "../../print/table.ts";

export default class PermissionsList extends Command {
  static override description = "List the rules for what the model may do here, and where each one comes from.";
  static override examples = ["<%= config.bin %> permissions list", "<%= config.bin %> permissions list --json"];

  override async run(): Promise<unknown> {
    await this.parse(PermissionsList);
    const own = services(this.config);
    const rules = await listRules(own, this.config.version);
    const { mode } = (await own.config()).core.permissions;
    this.log(`The mode is ${mode}.`);
    this.log(rules.length === 0 ? "There are no rules: the mode alone decides." : tableOf(["", "RULE", "FROM"], rules.map(row)));
    return { mode, rules };
  }
}

function row({ kind, rule, from, file, line }: ListedRule): readonly string[] {
  const place = file === undefined ? "" : ` (${[file, line].filter((part) => part !== undefined).join(":")})`;
  return [kind, printable(rule), `${from}${place}`];
}
