import type { ToolResultPart, UserQuestion } from "@ainative-code/sdk";
import type { PermissionMode } from "../permissions/permission-mode.ts";
import type { AskUser } from "../tools/ask-user.ts";
import type { Executed, Executor } from "../tools/executor.ts";
import { modeText } from "./mode-told.ts";
import { planTool } from "./plan-tool.ts";

export interface Planning {
  /** That holds now. */
  readonly mode: () => PermissionMode;
  readonly clock: { now(): number };
  /** Without it the plan is the answer: the turn ends. */
  readonly ask: AskUser | undefined;
  /** From now on this mode holds. Throws `AinError` where it can't. */
  readonly change: (mode: PermissionMode) => Promise<void>;
}

const choices = [
  { label: "Carry it out, asking me before changes", mode: "ask" },
  { label: "Carry it out, changing files without asking", mode: "accept-edits" },
  { label: "Go on planning", mode: "plan" },
] as const;

/** Puts the plan of a model before the person who decides what becomes of it; every other call is passed on. */
export function planningExecutor(executor: Pick<Executor, "execute">, planning: Planning): Pick<Executor, "execute"> {
  return {
    async execute(call, options) {
      if (call.name !== planTool.name) return executor.execute(call, options);
      const start = planning.clock.now();
      const { text, status, ...more } = await decided(call.input["plan"], planning, options.signal);
      const result: ToolResultPart = {
        type: "tool-result",
        callId: call.id,
        name: call.name,
        content: [{ type: "text", text }],
        status,
      };
      const when = { startedAt: new Date(start).toISOString(), durationMs: planning.clock.now() - start };
      return { call, result, details: undefined, decidedBy: "user", unasked: false, ...when, ...more };
    },
  };
}

type Decided = Pick<ToolResultPart, "status"> & { readonly text: string } & Pick<Executed, "halt">;

async function decided(plan: unknown, { mode, ask, change }: Planning, signal: AbortSignal): Promise<Decided> {
  if (mode() !== "plan") return { status: "error", text: `There is no plan mode now: go on with the work. ${modeText(mode())}` };
  if (typeof plan !== "string" || plan.trim() === "") return { status: "error", text: "There is no plan in it." };
  const answer = ask === undefined ? ({ kind: "nobody" } as const) : await ask(questionOf(plan), signal);
  if (answer.kind === "nobody") return { status: "ok", text: "The plan was handed to the user.", halt: { answer: plan } };
  if (answer.kind === "text") return { status: "denied", text: `The user has not approved it yet, and says: ${answer.text}` };
  const chosen = answer.kind === "chosen" ? choices.find(({ label }) => answer.labels.includes(label)) : undefined;
  if (chosen === undefined || chosen.mode === "plan") {
    return { status: "denied", text: "The user wants you to go on planning. Ask what is missing, if you do not know it." };
  }
  await change(chosen.mode);
  return { status: "ok", text: `The user has approved the plan: carry it out. ${modeText(chosen.mode)}` };
}

function questionOf(plan: string): UserQuestion {
  return {
    question: `The plan:\n\n${plan.trim()}\n\nWhat becomes of it? (Or say what to change.)`,
    options: choices.map(({ label }) => ({ label })),
  };
}
