import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { AinError } from "@ainative-code/sdk";
import type { FilePart, ImagePart, TextPart, ToolCallPart } from "@ainative-code/sdk";
import { refusedCalls, unaskedIn } from "../../core/agent/refused-calls.ts";
import { posixWord, windowsWord } from "../../core/agent/typed-word.ts";
import { isRecord } from "../../core/config/is-record.ts";
import { hookedAsk } from "../../core/hooks/hooked-ask.ts";
import { askClientUser, askForCall } from "../../core/mcp/serve/ask-client.ts";
import { attachedFile } from "../../core/mcp/serve/attached-file.ts";
import { argumentText } from "../../core/mcp/serve/prompt-arguments.ts";
import type { CallResult, CallSurroundings, ServedClient } from "../../core/mcp/serve/serving.ts";
import type { Place } from "../../core/permissions/denied-reads.ts";
import { Gatekeeper } from "../../core/permissions/gatekeeper.ts";
import type { Policy } from "../../core/permissions/policy.ts";
import type { ProblemListener } from "../../core/plugins/plugin-problems.ts";
import { newId } from "../../core/sessions/id.ts";
import type { Slots } from "../../core/slots.ts";
import type { Executed } from "../../core/tools/executor.ts";
import { oneWriter } from "../../core/tools/one-writer.ts";
import { remembering } from "../approvals.ts";
import { chatMachine } from "../chat-machine.ts";
import type { Config } from "../config.ts";
import { checkTrusted, ownCommands } from "../context/own-commands.ts";
import { expandCommand, type Expanded } from "../context/expand-command.ts";
import type { Registries } from "../registries.ts";
import type { Services } from "../services.ts";
import { toolStepOf } from "../tool-step.ts";
import { userHooks } from "../user-hooks.ts";
import { servedSession } from "./served-session.ts";

export interface ClientParts {
  readonly services: Services;
  readonly config: Config;
  readonly registries: Registries;
  readonly policy: Policy;
  readonly denied: (file: Place) => boolean;
  readonly secretNames: readonly string[];
  /** Shared by all clients: one of them writes at a time. */
  readonly writing: Slots;
  readonly onProblem: ProblemListener;
}

/** One client, with a gate, a machine and files read of its own. */
export function servedClient(parts: ClientParts): ServedClient {
  const { services, config, registries, policy, denied, secretNames, onProblem } = parts;
  const hiding = services.hiding(secretNames);
  const problemsOf = (plugin: string) => (message: string): void => onProblem({ plugin, message });
  const session = servedSession({ services, config, hiding, onProblem: problemsOf("sessions") });
  const { id: sessionId, checkpoints } = session;
  const asking = new WeakMap<AbortSignal, CallSurroundings>();
  const hooks = userHooks(services);
  const ask = hookedAsk(
    async (call, _question, signal) => {
      const one = asking.get(signal)?.ask;
      return one === undefined ? { answer: "nobody" } : askForCall(call, one, signal);
    },
    hooks,
    sessionId,
  );
  const gatekeeper = new Gatekeeper(policy, ask, remembering(services, config, problemsOf("permissions")));
  const own = chatMachine(services, () => ({ policy, denied }), secretNames, onProblem);
  const machine = checkpoints.recording(oneWriter(own, parts.writing));
  const asked = session.noting(gatekeeper, (signal) => asking.get(signal)?.client ?? "");
  const plain = toolStepOf(registries, {
    asked,
    machine,
    audit: services.audit,
    hiding,
    askUser: async (question, signal) => {
      const one = asking.get(signal)?.ask;
      return one === undefined ? { kind: "nobody" } : askClientUser(question, one, signal);
    },
    userHooks: hooks,
  });
  const executor = session.recording(checkpoints.executing(plain, registries.tools).executor);
  const running = new Set<Promise<unknown>>();
  return {
    async call(name, input, surroundings) {
      asking.set(surroundings.signal, surroundings);
      const { signal, onOutput } = surroundings;
      const call: ToolCallPart = { type: "tool-call", id: newId(), name, input };
      const ran = executor.execute(call, { sessionId, signal, onOutput });
      running.add(ran);
      const executed = await ran.finally(() => running.delete(ran));
      return resultOf(executed, registries, advice(executed, parts));
    },
    async prompt(name, given, surroundings) {
      asking.set(surroundings.signal, surroundings);
      const command = (await ownCommands(services)).find((one) => one.name === name);
      if (command === undefined) throw new AinError("invalid-input", `There is no prompt named "${name}".`);
      checkTrusted(command, services);
      const reach = { gatekeeper, machine, hiding };
      const expanding = { reach, executor, sessionId };
      const expanded = await expandCommand(command, argumentText(given), expanding, surroundings.signal);
      return toldParts(expanded, services.environment.cwd);
    },
    async close() {
      await Promise.allSettled(running);
      await own.end?.().catch(() => undefined);
      await session.close();
    },
  };
}

/** The text of a command with what it attaches; what no client could show is left out. */
function toldParts({ text, parts }: Expanded, cwd: string): readonly (TextPart | ImagePart | FilePart)[] {
  const contents = parts.filter((part) => part.type === "text" || part.type === "image" || part.type === "file");
  return [{ type: "text", text }, ...contents.map((part) => (part.type === "text" ? asFile(part, cwd) : part))];
}

/** A file of text is a file to the client as well, by its address. */
function asFile(part: TextPart, cwd: string): TextPart | FilePart {
  const file = attachedFile(part);
  if (file === undefined) return part;
  const name = pathToFileURL(resolve(cwd, file.path)).href;
  return { type: "file", name, mediaType: "text/plain", data: Buffer.from(file.text).toString("base64") };
}

/** For a call that nobody could be asked about: how the server is to be started so that it may run. */
function advice(executed: Executed, { services, policy }: ClientParts): string | undefined {
  const refused = unaskedIn(executed);
  if (refused.length === 0) return undefined;
  const word = services.environment.platform === "win32" ? windowsWord : posixWord;
  const { actions } = refusedCalls(refused, policy.mode, { own: policy.own, word });
  return `How the server has to be started for it:\n${actions.join("\n")}`;
}

function resultOf({ result }: Executed, { tools }: Registries, more: string | undefined): CallResult {
  const { content, status, name } = result;
  // A command tells its data as JSON.
  const isCommand = tools.list().some(({ id, module }) => id === name && module === undefined);
  return {
    content: more === undefined ? content : [...content, { type: "text", text: more }],
    isError: status !== "ok",
    ...(isCommand && status === "ok" ? { structured: dataOf(content) } : {}),
  };
}

function dataOf([part, ...others]: CallResult["content"]): Readonly<Record<string, unknown>> | undefined {
  if (part?.type !== "text" || others.length > 0 || !part.text.startsWith("{")) return undefined;
  try {
    const data: unknown = JSON.parse(part.text);
    return isRecord(data) ? data : undefined;
  } catch {
    // Bounded, or no data.
    return undefined;
  }
}
