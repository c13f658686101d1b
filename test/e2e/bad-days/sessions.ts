import type { Message } from "@ainative-code/sdk";
import { expect } from "chai";
import type { Scene } from "./scene.ts";

/** The messages of the last session of the project, as `session show --json` tells them. */
export async function savedMessages(scene: Pick<Scene, "run">): Promise<readonly Message[]> {
  const listed = await scene.run(["session", "list", "--all", "--json"]);
  expect(listed.exitCode, listed.stderr + listed.stdout).to.equal(0);
  const [session] = JSON.parse(listed.stdout) as readonly { readonly id: string }[];
  expect(session, "no session was saved").to.not.equal(undefined);
  const shown = await scene.run(["session", "show", session?.id ?? "", "--json"]);
  expect(shown.exitCode, shown.stderr).to.equal(0);
  const { messages } = JSON.parse(shown.stdout) as { readonly messages: readonly { readonly message: Message }[] };
  return messages.map(({ message }) => message);
}

/** `user: Go`, `assistant: one two [interrupted]`, `tool: bash error: …`: a history to compare. */
export function briefly(messages: readonly Message[]): readonly string[] {
  return messages.map((message) => {
    const parts = message.parts.map((part) => {
      if (part.type === "text") return part.text;
      if (part.type === "tool-call") return `${part.name}()`;
      return part.type === "tool-result" ? `${part.name} ${part.status}` : part.type;
    });
    const reason = message.role === "assistant" ? message.stop.reason : "stop";
    const stop = reason === "stop" || reason === "tool-calls" ? "" : ` [${reason}]`;
    return `${message.role}: ${parts.join(" ").trim()}${stop}`;
  });
}

/** One step of a request's history, whichever wire format it is in. */
interface Sent {
  readonly role: string;
  readonly calls: readonly string[];
  readonly resultOf: string | undefined;
}

/** What a request told the model, by role. */
export function rolesOf(body: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  return sentOf(body).map(({ role }) => role);
}

/** The law of all vendors: right behind its calls, each one has its result, once; and no result is without a call. */
export function expectLawful(body: Readonly<Record<string, unknown>> | undefined): void {
  const open = new Set<string>();
  for (const { role, calls, resultOf } of sentOf(body)) {
    if (resultOf !== undefined) expect(open.delete(resultOf), `a result of ${resultOf} without its call`).to.equal(true);
    else if (role !== "assistant") expect([...open], "calls without a result").to.deep.equal([]);
    for (const call of calls) open.add(call);
  }
  expect([...open], "calls without a result").to.deep.equal([]);
}

interface Item {
  readonly role?: string;
  readonly type?: string;
  readonly call_id?: string;
  readonly tool_calls?: readonly { readonly id: string }[];
  readonly tool_call_id?: string;
}

/** `messages` of Chat Completions or `input` of Responses. */
function sentOf(body: Readonly<Record<string, unknown>> = {}): readonly Sent[] {
  const items = (body["messages"] ?? body["input"]) as readonly Item[] | undefined;
  expect(items).to.be.an("array");
  return (items ?? []).map(({ role, type, call_id = "", tool_calls = [], tool_call_id }) => {
    if (type === "function_call") return { role: "assistant", calls: [call_id], resultOf: undefined };
    if (type === "function_call_output") return { role: "tool", calls: [], resultOf: call_id };
    return { role: role ?? "assistant", calls: tool_calls.map(({ id }) => id), resultOf: tool_call_id };
  });
}
