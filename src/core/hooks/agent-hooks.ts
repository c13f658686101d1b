import { AinError } from "@ainative-code/sdk";
import type { TextPart } from "@ainative-code/sdk";
import { withinSentence } from "../errors/retold.ts";
import type { HookVerdict, UserHooks } from "./user-hooks.ts";

/** The moments of a conversation at which the user's hooks are run. */
export interface AgentHooks {
  /** What is printed is told to the model with the next prompt. */
  start(sessionId: string, source: "startup" | "resume", signal: AbortSignal): Promise<void>;
  /** An error where the prompt may not be sent; else what is added to it. */
  prompt(sessionId: string, text: string, signal: AbortSignal): Promise<AinError | readonly TextPart[]>;
  /** The model has answered: an error ends the turn as a failure, a text sends it on. */
  stop(sessionId: string, answer: string, signal: AbortSignal): Promise<AinError | TextPart | undefined>;
  end(sessionId: string): Promise<void>;
  takeNotices(): readonly string[];
}

/** Milliseconds for hooks at the end: a person has left and waits for the shell. */
const endLimitMs = 10_000;

/** Of the conversation itself, or of a sub-agent in it. */
export function agentHooks(hooks: UserHooks, kind: "conversation" | "sub-agent" = "conversation"): AgentHooks {
  let context: readonly string[] = [];
  let isSentOn = false;
  const isMain = kind === "conversation";
  return {
    async start(sessionId, source, signal) {
      if (isMain) ({ context } = await hooks.fire("SessionStart", { sessionId, subject: source, signal, fields: { source } }));
    },
    async prompt(sessionId, text, signal) {
      isSentOn = false;
      const verdict = isMain ? await hooks.fire("UserPromptSubmit", { sessionId, signal, fields: { prompt: text } }) : nothing;
      const { block = verdict.halt } = verdict;
      if (block !== undefined) return stopped("the prompt", block);
      const said = [...context, ...verdict.context];
      context = [];
      return said.map((one) => ({ type: "text", text: one }));
    },
    async stop(sessionId, answer, signal) {
      const fields = { stop_hook_active: isSentOn, last_assistant_message: answer };
      const { block, halt } = await hooks.fire(isMain ? "Stop" : "SubagentStop", { sessionId, signal, fields });
      if (halt !== undefined) return stopped("the answer", halt);
      isSentOn = block !== undefined;
      return block === undefined ? undefined : { type: "text", text: `A hook of the user says that this is not the end: ${block}` };
    },
    async end(sessionId) {
      if (isMain) await hooks.fire("SessionEnd", { sessionId, signal: AbortSignal.timeout(endLimitMs), fields: { reason: "exit" } });
    },
    takeNotices: () => hooks.takeNotices(),
  };
}

const nothing: HookVerdict = { context: [] };

/** What hooks say before a conversation is summed up: throws where one refuses it. */
export function beforeCompact(hooks: UserHooks, sessionId: string, trigger: "manual" | "auto"): (focus: string, signal: AbortSignal) => Promise<void> {
  return async (focus, signal) => {
    const { block, halt = block } = await hooks.fire("PreCompact", { sessionId, subject: trigger, signal, fields: { trigger, custom_instructions: focus } });
    if (halt !== undefined) throw stopped("the summing up", halt);
  };
}

/** A hook did not let the run go on. */
export function stopped(what: string, reason: string): AinError {
  return new AinError("permission-denied", withinSentence(`A hook of yours stopped ${what}: ${reason}`, ""), {
    actions: ["Do what it asks for, or change it: ainative-code config get hooks"],
  });
}
