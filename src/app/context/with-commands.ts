import { toAinError } from "@ainative-code/sdk";
import type { Part } from "@ainative-code/sdk";
import type { AgentEvent } from "../../core/agent/agent-event.ts";
import type { OwnCommand } from "../../core/context/own-command.ts";
import type { Chat } from "../chat.ts";
import type { Expanded } from "./expand-command.ts";

export interface CommandRun {
  readonly chat: Pick<Chat, "sessionId" | "model" | "change">;
  readonly run: Chat["run"];
  /** By the name that was typed; `undefined` where there is none. */
  readonly find: (name: string) => Promise<OwnCommand | undefined>;
  readonly expand: (command: OwnCommand, argument: string, signal: AbortSignal) => Promise<Expanded>;
  /** The command's permission rules hold until what it returns is called. Throws `permission-denied` where they can't. */
  readonly allow: (command: OwnCommand) => () => void;
}

/** Runs a prompt, and for one that names a command of its own (`/name arguments`) what that stands for. */
export async function* withCommands(
  parts: CommandRun,
  prompt: string,
  signal: AbortSignal,
  attached: readonly Part[] = [],
): AsyncGenerator<AgentEvent, void> {
  const [, name, argument = ""] = /^\/([\w][\w.:-]*)(?:\s+([^]*))?$/.exec(prompt.trim()) ?? [];
  let command: OwnCommand | undefined;
  try {
    command = name === undefined ? undefined : await parts.find(name);
  } catch (thrown) {
    yield failed(parts, thrown);
    return;
  }
  if (command === undefined) yield* parts.run(prompt, signal, attached);
  else yield* runCommand(parts, command, argument.trim(), signal, attached);
}

async function* runCommand(
  parts: CommandRun,
  command: OwnCommand,
  argument: string,
  signal: AbortSignal,
  attached: readonly Part[],
): AsyncGenerator<AgentEvent, void> {
  const { chat } = parts;
  const before = chat.model;
  let forbid: (() => void) | undefined;
  try {
    // A change of the model brings the rules of the settings back: first the one, then the other.
    parts.allow(command)();
    if (command.model !== undefined) await chat.change({ model: command.model });
    forbid = parts.allow(command);
    const { text, parts: named, notices } = await parts.expand(command, argument, signal);
    yield* noticed(parts.run(text, signal, [...named, ...attached]), notices);
  } catch (thrown) {
    yield failed(parts, thrown);
  } finally {
    forbid?.();
    if (command.model !== undefined) await chat.change({ model: before }).catch(() => undefined);
  }
}

/** Behind the event that begins a run. */
async function* noticed(events: AsyncGenerator<AgentEvent, void>, notices: readonly string[]): AsyncGenerator<AgentEvent, void> {
  for await (const event of events) {
    yield event;
    if (event.type === "session") for (const text of notices) yield { type: "notice", level: "warning", text };
  }
}

/** Nothing was asked. */
function failed({ chat }: CommandRun, thrown: unknown): AgentEvent {
  const error = toAinError(thrown);
  return {
    type: "result",
    outcome: { kind: "failed", error },
    sessionId: chat.sessionId,
    text: "",
    steps: 0,
    usage: undefined,
    durationMs: 0,
  };
}
