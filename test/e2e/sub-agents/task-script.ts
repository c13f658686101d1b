import type { JournalEntry, ScriptedCall, ScriptedReply } from "@ainative-code/test-kit";
import type { Scene } from "../bad-days/scene.ts";

/** A step of one of several conversations with one model server: which one is told by its first prompt. */
export type Script = readonly ScriptedReply[] | ((request: JournalEntry, turn: number) => ScriptedReply);

/** Answers each conversation by its own script, by the words its first prompt begins with. */
export function byPrompt(scripts: Readonly<Record<string, Script>>): (request: JournalEntry, turn: number) => ScriptedReply {
  return (request, turn) => {
    const prompt = firstPrompt(request);
    const script = Object.entries(scripts).find(([begins]) => prompt.startsWith(begins))?.[1];
    const reply = typeof script === "function" ? script(request, turn) : script?.[turn];
    return reply ?? { status: 400, body: `no script for step ${String(turn)} of: ${prompt.slice(0, 80)}` };
  };
}

/** A call of `task`. */
export function task(prompt: string, more: Readonly<Record<string, unknown>> = {}, id?: string): ScriptedCall {
  return { name: "task", input: { description: prompt.slice(0, 30), prompt, ...more }, ...(id === undefined ? {} : { id }) };
}

/** The words of a person, or of whoever has handed the task on. */
export function firstPrompt(request: JournalEntry): string {
  return firstMessage(request).replace(/\nPermission mode: .*$/, "");
}

function firstMessage({ body }: JournalEntry): string {
  const items = (body["messages"] ?? body["input"]) as readonly { readonly role?: string; readonly content?: unknown }[];
  const content = items.find(({ role }) => role === "user")?.content;
  return typeof content === "string" ? content : textOf(content);
}

function textOf(content: unknown): string {
  const [first] = Array.isArray(content) ? (content as readonly { readonly text?: string }[]) : [];
  return first?.text ?? "";
}

/** The results of the tools that a request tells the model. */
export function resultsIn({ body }: JournalEntry): readonly string[] {
  const items = (body["messages"] ?? body["input"]) as readonly { readonly role?: string; readonly type?: string; readonly content?: unknown; readonly output?: unknown }[];
  return items.flatMap(({ role, type, content, output }) => (role === "tool" ? [JSON.stringify(content)] : type === "function_call_output" ? [JSON.stringify(output)] : []));
}

/** The names of the tools that a request offers. */
export function toolsIn(request: JournalEntry | undefined): readonly string[] {
  const tools = (request?.body["tools"] ?? []) as readonly { readonly name?: string; readonly function?: { readonly name: string } }[];
  return tools.map((tool) => tool.function?.name ?? tool.name ?? "");
}

export const stream = ["--output-format", "stream-json"];
export const done: ScriptedReply = { text: "All done." };

/** The results that the last request told the model. */
export function lastResults({ server }: Pick<Scene, "server">): readonly string[] {
  const last = server.requests.at(-1);
  return last === undefined ? [] : resultsIn(last);
}
