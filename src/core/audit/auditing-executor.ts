import type { Executor } from "../tools/executor.ts";
import type { Audit } from "./audit-log.ts";
import { subjectOf } from "./subject.ts";

/** Notes each run of a tool, and what decided about it. */
export function auditingExecutor(executor: Pick<Executor, "execute">, audit: Audit): Pick<Executor, "execute"> {
  return {
    async execute(call, options) {
      const executed = await executor.execute(call, options);
      const { result, decidedBy, durationMs } = executed;
      const detail = { session: options.sessionId, tool: call.name, status: result.status, decidedBy, durationMs };
      audit({ kind: "tool", actor: "model", detail: { ...detail, ...subjectOf(executed.call) } });
      return executed;
    },
  };
}
