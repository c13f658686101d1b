import type { Gatekeeper } from "../permissions/gatekeeper.ts";
import type { Audit } from "./audit-log.ts";
import { subjectOf } from "./subject.ts";

/** Notes what a person allowed and refused. */
export function auditingGatekeeper(gatekeeper: Pick<Gatekeeper, "permit">, audit: Audit): Pick<Gatekeeper, "permit"> {
  return {
    async permit(call, question, signal) {
      const permission = await gatekeeper.permit(call, question, signal);
      if (permission.decidedBy === "user") {
        const detail = { tool: question.tool, risk: question.risk, allowed: permission.allowed };
        audit({ kind: "approval", actor: "user", detail: { ...detail, ...subjectOf(call) } });
      }
      return permission;
    },
  };
}
