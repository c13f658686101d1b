import { toAinError } from "@ainative-code/sdk";
import type { AinError } from "@ainative-code/sdk";
import type { Config as OclifConfig } from "@ainative-code/sdk/oclif";
import type { Audit, AuditLog } from "../core/audit/audit-log.ts";
import { Auditor } from "../core/audit/auditor.ts";
import { pluginChanges } from "../core/audit/plugin-changes.ts";
import type { InstalledPlugins } from "../core/audit/plugin-changes.ts";
import type { Redactor } from "../core/events/redact.ts";
import { systemClock } from "./clock.ts";
import { once } from "./once.ts";

/**
 * A step of an agent makes up to five rows within milliseconds, and a write costs as much as that of a message. What is
 * gathered is lost when the process is killed, like everything that happens in such a moment.
 */
const gatherMs = 50;

/**
 * The audit log of this process. What is still to be written when there is nothing left to do is written then. A failure
 * that the run has met itself `isTold` by it.
 */
export function openAudit(open: () => Promise<AuditLog>, redactor: Redactor, isTold: (problem: AinError) => boolean): Auditor {
  const atTheEnd = once(() => process.once("beforeExit", () => void auditor.flush()));
  const auditor: Auditor = new Auditor({
    open,
    clock: systemClock,
    redactor,
    onPending: atTheEnd,
    later: (task) => void setTimeout(task, gatherMs).unref(),
    onProblem: (problem) => {
      if (!isTold(problem)) process.stderr.write(`Warning: What was done is missing from the audit log: ${problem.message}\n`);
    },
  });
  return auditor;
}

/** Notes what was done to the user's plugins since a run last wrote to the log: oclif's installer tells nobody of most of it. */
export async function notePluginChanges(log: AuditLog, oclif: OclifConfig, audit: Audit): Promise<void> {
  try {
    const [last] = await log.list({ limit: 1, kind: "plugin" });
    for (const event of pluginChanges(installedIn(last?.detail), userPlugins(oclif))) audit(event);
  } catch (thrown) {
    audit({ kind: "plugin", actor: "user", detail: { change: "unknown", error: toAinError(thrown).code } });
  }
}

function installedIn(detail: string | undefined): InstalledPlugins {
  if (detail === undefined) return {};
  const { installed } = JSON.parse(detail) as { readonly installed?: InstalledPlugins };
  return installed ?? {};
}

function userPlugins({ plugins }: OclifConfig): InstalledPlugins {
  const own = [...plugins.values()].filter(({ type }) => type === "user" || type === "link");
  return Object.fromEntries(own.map(({ name, version, type }) => [name, type === "link" ? `${version} (linked)` : version]));
}
