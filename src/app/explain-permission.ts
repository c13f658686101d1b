import { decide, judgeParts } from "../core/permissions/policy.ts";
import type { Decision, JudgedPart, PermissionMode } from "../core/permissions/policy.ts";
import { resolveLine } from "../core/permissions/resolve-line.ts";
import { machine } from "./machine.ts";
import { sandboxOf } from "./sandbox.ts";
import type { Services } from "./services.ts";
import { policyOf } from "./tool-step.ts";

export interface ExplainedPermission extends Decision {
  readonly command: string;
  readonly mode: PermissionMode;
  /** False: more may run than the parts show, so it is asked about unless it was allowed as a whole. */
  readonly understood: boolean;
  readonly parts: readonly JudgedPart[];
}

/** What would be decided about a command line here and now, and by which rules. Nothing is run. */
export async function explainPermission(
  services: Services,
  command: string,
  asked?: PermissionMode,
): Promise<ExplainedPermission> {
  const config = await services.config();
  const mode = asked ?? config.core.permissions.mode;
  const policy = policyOf(config, mode, { allowedTools: [], disallowedTools: [] }, services);
  const here = machine({ environment: services.environment, unconfined: false, secretVariables: [] });
  const parse = await here.shellGrammar?.();
  const line = parse === undefined ? undefined : await resolveLine(command, parse, async (path) => here.resolve(path));
  const access = { kind: "execute", command, ...(line === undefined ? {} : { line }) } as const;
  const state = await sandboxOf(services).state();
  const unfenced = state.kind === "missing" ? ({ by: "machine", why: state.why } as const) : undefined;
  const question = {
    tool: "bash",
    risk: "execute",
    accesses: [access],
    ...(unfenced === undefined ? {} : { unfenced }),
  } as const;
  return {
    command,
    mode,
    understood: line?.understood ?? false,
    ...decide(question, policy),
    parts: judgeParts(question, policy),
  };
}
