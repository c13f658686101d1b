import type { AuditEvent } from "../../../src/core/audit/audit-log.ts";
import type { HookRan } from "../../../src/core/hooks/hook-answer.ts";
import type { HookSettings } from "../../../src/core/hooks/hook-event.ts";
import { UserHooks } from "../../../src/core/hooks/user-hooks.ts";

export type Told = Readonly<Record<string, unknown>>;

export interface HookStage {
  readonly hooks: UserHooks;
  /** What the hooks were told, in the order they were run. */
  readonly told: Told[];
  readonly audited: AuditEvent[];
}

/** Hooks whose commands are their own answers: JSON that is printed, `exit N words`, or `fail words`. */
export function hookStage(settings: HookSettings): HookStage {
  const [told, audited]: [Told[], AuditEvent[]] = [[], []];
  const hooks = new UserHooks({
    settings: () => Promise.resolve(settings),
    cwd: "/project",
    audit: (event) => void audited.push(event),
    clock: { now: () => 0 },
    run: (command, input) => {
      told.push(JSON.parse(input) as Told);
      return Promise.resolve(ranBy(command));
    },
  });
  return { hooks, told, audited };
}

function ranBy(command: string): HookRan {
  const [, code, words = ""] = /^exit (\d+) ?(.*)$/.exec(command) ?? [];
  if (code !== undefined) return { exitCode: Number(code), stdout: "", stderr: words };
  return command.startsWith("fail ") ? { failure: command.slice(5) } : { exitCode: 0, stdout: command, stderr: "" };
}

/** One group of hooks for every subject. */
export function group(...commands: readonly string[]): readonly [{ readonly hooks: readonly { readonly command: string }[] }] {
  return [{ hooks: commands.map((command) => ({ command })) }];
}
