import { Command } from "@ainative-code/sdk/command";
import { auditVerdict } from "../../app/audit-rows.ts";
import type { Verdict } from "../../app/audit-rows.ts";
import { services } from "../../app/services.ts";

export default class AuditVerify extends Command {
  static override description = "Check that no row of the audit log was changed, removed or moved. Exit code 1 where one was.";
  static override examples = ["<%= config.bin %> audit verify", "<%= config.bin %> audit verify --json"];

  override async run(): Promise<Verdict> {
    await this.parse(AuditVerify);
    const own = services(this.config);
    try {
      const verdict = await auditVerdict(own);
      const { rows, fault } = verdict;
      this.log(fault === undefined ? `The audit log is whole: ${rows} rows.` : `The audit log is not whole. ${fault.message}`);
      if (fault !== undefined) process.exitCode = 1;
      return verdict;
    } finally {
      await own.close();
    }
  }
}
