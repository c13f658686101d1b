import { isRecord } from "../config/is-record.ts";
import type { HookEvent } from "./hook-event.ts";

/** What one command came to: its end, or a sentence about why it has none. */
export type HookRan =
  { readonly exitCode: number; readonly stdout: string; readonly stderr: string } | { readonly failure: string };

/** What one hook says. */
export interface HookAnswer {
  /** Why it must not go on. */
  readonly block?: string;
  readonly permission?: "allow" | "ask";
  /** For the model. */
  readonly context?: string;
  /** Other arguments for the call. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** The turn ends, for this reason. */
  readonly halt?: string;
  /** For the person. */
  readonly notice?: string;
  /** It gave no answer, for this reason. */
  readonly failure?: string;
}

/** What a shell gives where the command could not run, or was killed. */
const crashed = { from: 126, to: 165 };

/** Characters of what it says that are taken. */
const maxChars = 10_000;

/** Exit code 0: what it printed counts. 2: it blocks, and says why on stderr. Anything else is a warning. */
export function hookAnswer(event: HookEvent, ran: HookRan): HookAnswer {
  if ("failure" in ran) return ran;
  const { exitCode, stdout, stderr } = ran;
  const why = cut(stderr.trim());
  if (exitCode === 2) return { block: why === "" ? "it gave no reason" : why };
  if (exitCode >= crashed.from && exitCode <= crashed.to) {
    return { failure: `ended with exit code ${String(exitCode)}${why === "" ? "" : `: ${firstLine(why)}`}` };
  }
  if (exitCode !== 0) return { notice: `ended with exit code ${String(exitCode)}${why === "" ? "" : `: ${firstLine(why)}`}` };
  const text = stdout.trim();
  if (!text.startsWith("{")) return isContext(event) && text !== "" ? { context: cut(text) } : {};
  const value = parsed(text);
  return isRecord(value) ? answerOf(value) : { failure: "printed JSON that can't be read" };
}

/** What is printed there is for the model. */
function isContext(event: HookEvent): boolean {
  return event === "UserPromptSubmit" || event === "SessionStart" || event === "SubagentStart";
}

function answerOf(value: Readonly<Record<string, unknown>>): HookAnswer {
  const own = isRecord(value["hookSpecificOutput"]) ? { ...value, ...value["hookSpecificOutput"] } : value;
  const nested = isRecord(own["decision"]) ? own["decision"] : {};
  const verdict = own["permissionDecision"] ?? nested["behavior"] ?? own["decision"];
  const reason = textOf(own["permissionDecisionReason"] ?? nested["message"] ?? own["reason"]);
  const input = own["updatedInput"] ?? nested["updatedInput"];
  const context = textOf(own["additionalContext"]);
  const notice = textOf(own["systemMessage"]);
  return {
    ...verdictOf(verdict, reason),
    ...(isRecord(input) ? { input } : {}),
    ...(context === undefined ? {} : { context: cut(context) }),
    ...(own["continue"] === false ? { halt: textOf(own["stopReason"]) ?? reason ?? "it gave no reason" } : {}),
    ...(notice === undefined ? {} : { notice: cut(notice) }),
  };
}

function verdictOf(verdict: unknown, reason = "it gave no reason"): HookAnswer {
  if (verdict === undefined) return {};
  if (verdict === "allow" || verdict === "approve") return { permission: "allow" };
  if (verdict === "ask") return { permission: "ask" };
  if (verdict === "deny" || verdict === "block") return { block: cut(reason) };
  return { failure: `decided ${JSON.stringify(verdict)}, which is none of allow, deny, ask and block` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

function cut(text: string): string {
  return text.length > maxChars ? `${text.slice(0, maxChars)}…` : text;
}
