import { Command, Flags } from "@ainative-code/sdk/command";
import { auditEntries, auditKinds } from "../../app/audit-rows.ts";
import type { AuditEntry } from "../../app/audit-rows.ts";
import { printable } from "../../app/printable.ts";
import { services } from "../../app/services.ts";
import { tableOf } from "../../print/table.ts";

export default class AuditList extends Command {
  static override description =
    "List what was done: keys used, requests made, tools run, permissions given, settings and plugins changed.";
  static override examples = [
    "<%= config.bin %> audit list --kind approval",
    "<%= config.bin %> audit list --since 2h -n 100 --json",
  ];
  static override flags = {
    limit: Flags.integer({ char: "n", description: "The last so many.", default: 50, min: 1 }),
    kind: Flags.option({ options: auditKinds })({ description: "Only this kind." }),
    since: Flags.string({ description: "Only what was done since: 2026-01-31, or 30m, 2h, 7d ago." }),
  };

  override async run(): Promise<readonly AuditEntry[]> {
    const { flags } = await this.parse(AuditList);
    const own = services(this.config);
    try {
      const entries = await auditEntries(own, flags);
      this.log(
        entries.length === 0 ? "Nothing was done yet." : tableOf(["ROW", "WHEN", "KIND", "WHO", "WHAT"], entries.map(row)),
      );
      return entries;
    } finally {
      await own.close();
    }
  }
}

function row({ seq, at, kind, actor, detail }: AuditEntry): readonly string[] {
  return [String(seq), at.slice(0, 19).replace("T", " "), kind, printable(actor), printable(told(detail))];
}

/** `host=api.openai.com status=200`. */
function told(detail: unknown): string {
  const fields = Object.entries(detail ?? {}).filter(([name]) => name !== "installed");
  return fields
    .map(([name, value]) => `${name}=${typeof value === "string" ? value.split("\n", 1)[0] : JSON.stringify(value)}`)
    .join(" ");
}
