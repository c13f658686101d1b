import type { ToolCallPart } from "@ainative-code/sdk";
import type { Audit } from "../core/audit/audit-log.ts";
import { auditingExecutor } from "../core/audit/auditing-executor.ts";
import { auditingGatekeeper } from "../core/audit/auditing-gatekeeper.ts";
import { deniedReads } from "../core/permissions/denied-reads.ts";
import type { Place } from "../core/permissions/denied-reads.ts";
import { hookedExecutor, hookedGate, type HookLeave } from "../core/hooks/hooked-executor.ts";
import type { UserHooks } from "../core/hooks/user-hooks.ts";
import type { Gatekeeper } from "../core/permissions/gatekeeper.ts";
import type { PermissionMode, Policy } from "../core/permissions/policy.ts";
import { parseRule, splitRules } from "../core/permissions/rule.ts";
import type { PermissionRule } from "../core/permissions/rule.ts";
import type { AskUser } from "../core/tools/ask-user.ts";
import { Executor } from "../core/tools/executor.ts";
import type { Machine } from "../core/tools/executor.ts";
import { forwarding, meantCall } from "../core/tools/forwarded-call.ts";
import type { Hiding } from "../core/tools/hide-secrets.ts";
import type { ToolRegistry } from "../core/tools/tool-registry.ts";
import { checkSchema } from "../infra/schema/check-schema.ts";
import { systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { actedOnPlaces } from "./acted-on-places.ts";
import { allowLocked, approvedRules } from "./approvals.ts";
import { rootedRule } from "./rooted-rule.ts";
import type { Registries } from "./registries.ts";
import type { Services } from "./services.ts";

/** What the agent runs tools by. */
export interface ToolStep {
  readonly executor: Pick<Executor, "execute">;
  readonly isRead: (call: ToolCallPart) => Promise<boolean>;
}

export interface ToolSurroundings {
  readonly asked: Pick<Gatekeeper, "permit">;
  readonly machine: Machine;
  readonly audit: Audit;
  readonly hiding: Hiding;
  /** Who answers questions of tools; nobody unless given. */
  readonly askUser?: AskUser | undefined;
  /** The user's own, who see each call. */
  readonly userHooks?: UserHooks | undefined;
}

export function toolStepOf(
  { tools, hooks, onLate }: Registries,
  { asked, machine, audit, hiding, askUser, userHooks }: ToolSurroundings,
): ToolStep {
  const leave: HookLeave = new Map();
  const gatekeeper = hookedGate(auditingGatekeeper(asked, audit), leave);
  const executor = new Executor({
    registry: tools,
    gatekeeper,
    hooks,
    machine,
    check: checkSchema,
    clock: systemClock,
    onLate,
    hiding,
    askUser,
  });
  return {
    executor: auditingExecutor(
      userHooks === undefined ? forwarding(executor) : hookedExecutor(forwarding(executor), userHooks, leave),
      audit,
    ),
    isRead: async (call) => isRead(tools, meantCall(call).name),
  };
}

/** Rules of the command line, each text one or several. */
export interface GivenRules {
  readonly allowedTools: readonly string[];
  readonly disallowedTools: readonly string[];
}

/** The rules of the settings, of earlier approvals in this folder, and of the command line together. */
export function policyOf(
  config: Config,
  mode: PermissionMode,
  { allowedTools, disallowedTools }: GivenRules,
  place: Pick<Services, "environment" | "folders" | "audit">,
): Policy {
  const { core: { permissions } } = config;
  const { environment, folders } = place;
  const locked = allowLocked(config);
  const rule = (text: string): PermissionRule => rootedRule(parseRule(text), environment.home);
  const given = allowedTools.flatMap(splitRules).map(rule);
  return {
    mode,
    allow: [...[...permissions.allow, ...approvedRules(place, config)].map(rule), ...given],
    given,
    ...(locked === undefined ? {} : { locked }),
    ask: permissions.ask.map(rule),
    deny: [...permissions.deny, ...disallowedTools.flatMap(splitRules)].map(rule),
    own: actedOnPlaces(environment.home, folders),
  };
}

/** What the deny rules keep every tool from reading. */
export async function deniedReadsOf({ deny }: Policy, { tools }: Registries): Promise<(file: Place) => boolean> {
  const names = [
    ...new Set(deny.filter(({ pattern, tool }) => pattern !== undefined && !tool.startsWith("mcp__")).map(({ tool }) => tool)),
  ];
  const reads = await Promise.all(names.map(async (name) => isRead(tools, name)));
  return deniedReads(deny, new Set(names.filter((_, index) => reads[index] === true)));
}

async function isRead(tools: ToolRegistry, name: string): Promise<boolean> {
  try {
    return (await tools.load(name))?.tool.risk === "read";
  } catch {
    return false;
  }
}
