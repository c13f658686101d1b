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

type Fired = Pick<UserHooks, "fire" | "takeNotices">;

/** Of the conversation itself. */
export function agentHooks(hooks: Fired): AgentHooks {
  let context: readonly string[] = [];
  const stopping = sendingOn(async (moment) => hooks.fire("Stop", moment));
  return {
    async start(sessionId, source, signal) {
      ({ context } = await hooks.fire("SessionStart", { sessionId, subject: source, signal, fields: { source } }));
    },
    async prompt(sessionId, text, signal) {
      stopping.begin();
      const {
        block,
        halt,
        context: added,
      } = await hooks.fire("UserPromptSubmit", { sessionId, signal, fields: { prompt: text } });
      const why = block ?? halt;
      if (why !== undefined) return stopped("the prompt", why);
      const said = [...context, ...added];
      context = [];
      return said.map(textPart);
    },
    stop: stopping.stop,
    async end(sessionId) {
      await hooks.fire("SessionEnd", { sessionId, signal: AbortSignal.timeout(endLimitMs), fields: { reason: "exit" } });
    },
    takeNotices: () => hooks.takeNotices(),
  };
}

/** Whose hooks are run. */
export interface HookedSubAgent {
  /** The kind, by its name. */
  readonly agent: string;
  /** The session that it was started in. */
  readonly parentSession: string;
}

/** Of a sub-agent in a conversation: nobody types its prompt, and its session is none that a person begins or leaves. */
export function subAgentHooks(hooks: Fired, { agent, parentSession }: HookedSubAgent): AgentHooks {
  const whose = { subject: agent, fields: { agent_type: agent, parent_session_id: parentSession } };
  const stopping = sendingOn(async (moment) =>
    hooks.fire("SubagentStop", { ...moment, ...whose, fields: { ...whose.fields, ...moment.fields } }),
  );
  return {
    start: () => Promise.resolve(),
    async prompt(sessionId, text, signal) {
      stopping.begin();
      const { block, halt, context } = await hooks.fire("SubagentStart", {
        sessionId,
        signal,
        ...whose,
        fields: { ...whose.fields, prompt: text },
      });
      const why = block ?? halt;
      return why === undefined ? context.map(textPart) : stopped("the sub-agent", why);
    },
    stop: stopping.stop,
    end: () => Promise.resolve(),
    takeNotices: () => hooks.takeNotices(),
  };
}

type Ending = { readonly sessionId: string; readonly signal: AbortSignal; readonly fields: Readonly<Record<string, unknown>> };

/** The end of an answer, after which hooks may send the model on. They are told whether they have done so since the prompt. */
function sendingOn(fire: (moment: Ending) => Promise<HookVerdict>): Pick<AgentHooks, "stop"> & { begin(): void } {
  let isSentOn = false;
  return {
    begin() {
      isSentOn = false;
    },
    async stop(sessionId, answer, signal) {
      const fields = { stop_hook_active: isSentOn, last_assistant_message: answer };
      const { block, halt } = await fire({ sessionId, signal, fields });
      if (halt !== undefined) return stopped("the answer", halt);
      isSentOn = block !== undefined;
      return block === undefined ? undefined : textPart(`A hook of the user says that this is not the end: ${block}`);
    },
  };
}

function textPart(text: string): TextPart {
  return { type: "text", text };
}

/** What hooks say before a conversation is summed up: throws where one refuses it. */
export function beforeCompact(
  hooks: Fired,
  sessionId: string,
  trigger: "manual" | "auto",
): (focus: string, signal: AbortSignal) => Promise<void> {
  return async (focus, signal) => {
    const fields = { trigger, custom_instructions: focus };
    const { block, halt = block } = await hooks.fire("PreCompact", { sessionId, subject: trigger, signal, fields });
    if (halt !== undefined) throw stopped("the summing up", halt);
  };
}

/** A hook did not let the run go on. */
export function stopped(what: string, reason: string): AinError {
  return new AinError("permission-denied", withinSentence(`A hook of yours stopped ${what}: ${reason}`, ""), {
    actions: ["Do what it asks for, or change it: ainative-code config get hooks"],
  });
}
