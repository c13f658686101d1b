import type { HookAnswer, HookRan } from "./hook-answer.ts";
import { hookAnswer } from "./hook-answer.ts";
import type { HookCommand, HookEvent, HookSettings } from "./hook-event.ts";
import { guardEvents } from "./hook-event.ts";
import { matches } from "./matches.ts";
import type { Audit } from "../audit/audit-log.ts";

/** Runs one command with the event on its standard input. Never throws. */
export type RunHook = (
  command: string,
  input: string,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal | undefined },
) => Promise<HookRan>;

export interface HookMoment {
  readonly sessionId: string;
  /** What the matcher is held against. */
  readonly subject?: string;
  /** What is told of it besides the session and the folder, by the names that hooks know. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal | undefined;
}

/** What all hooks of a moment come to, in the order of the settings: one refusal wins, then a question, then a leave. */
export interface HookVerdict {
  readonly block?: string;
  readonly permission?: "allow" | "ask";
  readonly context: readonly string[];
  readonly input?: Readonly<Record<string, unknown>>;
  readonly halt?: string;
}

export interface UserHooksParts {
  /** Those in force now. */
  readonly settings: () => Promise<HookSettings>;
  readonly cwd: string;
  readonly run: RunHook;
  /** Takes note of what ran and what came of it. */
  readonly audit: Audit;
  readonly clock: { now(): number };
}

/** Seconds for one hook where it does not say. */
const defaultTimeout = 60;

/** Commands of the user, run side by side at certain moments. */
export class UserHooks {
  readonly #parts: UserHooksParts;
  readonly #notices: string[] = [];

  constructor(parts: UserHooksParts) {
    this.#parts = parts;
  }

  /** What a person should know and was not told yet. */
  takeNotices(): readonly string[] {
    return this.#notices.splice(0);
  }

  async fire(event: HookEvent, moment: HookMoment): Promise<HookVerdict> {
    const groups = (await this.#parts.settings())[event] ?? [];
    const commands = groups.filter(({ matcher }) => matches(matcher, moment.subject)).flatMap(({ hooks }) => hooks);
    if (commands.length === 0) return { context: [] };
    const { cwd, run, audit, clock } = this.#parts;
    const input = JSON.stringify({ session_id: moment.sessionId, cwd, hook_event_name: event, ...moment.fields });
    const answers = await Promise.all(
      commands.map(async (hook) => {
        const began = clock.now();
        const ran = await run(hook.command, input, { timeoutMs: (hook.timeout ?? defaultTimeout) * 1000, signal: moment.signal });
        const answer = hookAnswer(event, ran);
        const done = { session: moment.sessionId, event, command: nameOf(hook.command), ...subjectOf(moment) };
        audit({ kind: "hook", actor: "user", detail: { ...done, outcome: outcomeOf(answer), durationMs: clock.now() - began } });
        return this.#told(event, hook, answer, moment.signal?.aborted === true);
      }),
    );
    return merged(answers);
  }

  /** Tells what a person should know of an answer. A guard that failed blocks. */
  #told(event: HookEvent, { command }: HookCommand, answer: HookAnswer, isStopped: boolean): HookAnswer {
    const name = `The ${event} hook \`${nameOf(command)}\``;
    if (answer.notice !== undefined) this.#notices.push(`${name}: ${answer.notice}`);
    if (answer.failure === undefined) return answer;
    const isGuard = guardEvents.has(event);
    if (!isStopped) this.#notices.push(`${name} ${answer.failure}${isGuard ? "; what it guards is refused" : ""}.`);
    return isGuard ? { block: `the hook \`${nameOf(command)}\` could not decide: it ${answer.failure}` } : {};
  }
}

function subjectOf({ subject }: HookMoment): { readonly subject?: string } {
  return subject === undefined ? {} : { subject };
}

/** In a word, for the audit log. */
function outcomeOf({ failure, block, halt, permission, input }: HookAnswer): string {
  if (failure !== undefined) return "failed";
  if (block !== undefined || halt !== undefined) return "refused";
  if (permission !== undefined) return permission === "allow" ? "allowed" : "asked";
  return input === undefined ? "passed" : "changed";
}

function merged(answers: readonly HookAnswer[]): HookVerdict {
  const first = <K extends keyof HookAnswer>(key: K): HookAnswer[K] | undefined =>
    answers.find((answer) => answer[key] !== undefined)?.[key];
  const [block, halt] = [first("block"), first("halt")];
  const input = answers.findLast((answer) => answer.input !== undefined)?.input;
  const permissions = new Set(answers.map(({ permission }) => permission));
  const permission = permissions.has("ask") ? "ask" : permissions.has("allow") ? "allow" : undefined;
  return {
    context: answers.flatMap(({ context }) => (context === undefined ? [] : [context])),
    ...(block === undefined ? {} : { block }),
    ...(permission === undefined ? {} : { permission }),
    ...(input === undefined ? {} : { input }),
    ...(halt === undefined ? {} : { halt }),
  };
}

/** Characters of a command that are shown. */
const shownChars = 60;

function nameOf(command: string): string {
  const [line = ""] = command.split("\n", 1);
  return line.length > shownChars ? `${line.slice(0, shownChars - 1)}…` : line;
}
