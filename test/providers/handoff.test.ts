import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AssistantMessage, Message, Part, Provider, ToolCallPart } from "@ainative-code/sdk";
import { expect } from "chai";
import anthropic from "../../plugins/anthropic/src/provider.ts";
import azure from "../../plugins/azure/src/provider.ts";
import bedrock from "../../plugins/bedrock/src/provider.ts";
import { bodyOf as framesOf } from "../../plugins/bedrock/test/framing.ts";
import gemini from "../../plugins/gemini/src/provider.ts";
import openai from "../../plugins/openai/src/provider.ts";
import { answerOf } from "../../plugins/test-kit/src/conformance/provider/answer-of.ts";
import { play, type Played } from "../../plugins/test-kit/src/conformance/provider/play.ts";

/** A wire format: how to ask for it, and its plugin's hand-written answers. */
interface Wire {
  readonly name: string;
  readonly provider: Provider;
  readonly config: Readonly<Record<string, unknown>>;
  readonly model: string;
  readonly answers: readonly string[];
}

const plugins = join(import.meta.dirname, "../../plugins");

function answersIn(plugin: string, prefix: string): readonly string[] {
  const folder = join(plugins, plugin, "test/fixtures");
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && /\.(sse|jsonl)$/.test(name))
    .map((name) => join(folder, name));
}

const origin = "http://127.0.0.1:9";

const wires: readonly Wire[] = [
  {
    name: "anthropic",
    provider: anthropic,
    config: { baseURL: origin },
    model: "claude-opus-5-5",
    answers: answersIn("anthropic", ""),
  },
  {
    name: "openai responses",
    provider: openai,
    config: { baseURL: `${origin}/v1`, api: "responses" },
    model: "gpt-6",
    answers: answersIn("openai", "responses-"),
  },
  {
    name: "openai chat",
    provider: openai,
    config: { baseURL: `${origin}/v1`, api: "chat" },
    model: "some-model",
    answers: answersIn("openai", "chat-"),
  },
  {
    name: "azure",
    provider: azure,
    config: { baseURL: origin },
    model: "my-deployment",
    answers: answersIn("azure", "responses-"),
  },
  {
    name: "gemini",
    provider: gemini,
    config: { baseURL: origin },
    model: "gemini-3-pro",
    answers: answersIn("gemini", ""),
  },
  {
    name: "bedrock",
    provider: bedrock,
    config: { baseURL: origin, region: "us-east-1" },
    model: "anthropic.claude-opus-5-5-v1:0",
    answers: answersIn("bedrock", ""),
  },
];

/** Asks a wire with a conversation; what it answers is one of its own answers. */
function ask({ provider, config, model }: Wire, messages: readonly Message[], answer: string): Promise<Played> {
  return play({ provider, config, model, messages, secrets: { apiKey: "k", token: undefined } }, [answerIn(answer)]);
}

/** A file of lines holds the events of binary frames. */
function answerIn(path: string): Uint8Array {
  return path.endsWith(".jsonl") ? framesOf(readFileSync(path, "utf8")) : readFileSync(path);
}

async function bodyFor(wire: Wire, messages: readonly Message[]): Promise<string> {
  const { sent } = await ask(wire, messages, wire.answers[0] ?? "");
  return JSON.stringify(sent[0]);
}

const createdAt = "2026-01-01T00:00:00.000Z";
const user = (id: string, text: string): Message => ({ id, role: "user", createdAt, parts: [{ type: "text", text }] });

function isCall(part: Part): part is ToolCallPart {
  return part.type === "tool-call" && part.providerExecuted !== true;
}

/** A question, the answer, a result for each of its calls, the next question. */
function conversation(answer: AssistantMessage): readonly Message[] {
  const results = answer.parts.filter(isCall).map(({ id, name }): Part => {
    return { type: "tool-result", callId: id, name, status: "ok", content: [{ type: "text", text: `result of ${id}` }] };
  });
  const tool: readonly Message[] = results.length === 0 ? [] : [{ id: "t", role: "tool", createdAt, parts: results }];
  return [user("u1", "first question"), answer, ...tool, user("u2", "second question")];
}

/** The strings of a vendor's own that nobody else may get: signatures, encrypted content, ids of items. */
function secretsOf({ parts }: AssistantMessage): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown, key: string): void => {
    if (typeof value === "string" && /^(signature|data|encrypted_\w+|thought_?[sS]ignature|redactedContent|id)$/.test(key)) found.push(value);
    if (typeof value === "object" && value !== null) for (const [name, inner] of Object.entries(value)) visit(inner, name);
  };
  for (const part of parts) if ("native" in part) visit(part.native, "");
  const own = new Set(parts.filter(isCall).map(({ id }) => id));
  return found.filter((text) => text.length >= 4 && !own.has(text));
}

async function wholeAnswers(wire: Wire): Promise<readonly (readonly [string, AssistantMessage])[]> {
  const answers: (readonly [string, AssistantMessage])[] = [];
  for (const path of wire.answers) {
    const { events, error } = await ask(wire, [user("u1", "first question")], path);
    const answer = answerOf(events);
    const isWhole = error === undefined && answer.stop.reason !== "interrupted" && answer.parts.length > 0;
    if (isWhole) answers.push([path.slice(plugins.length + 1), answer]);
  }
  return answers;
}

function textsIn({ parts }: AssistantMessage): readonly string[] {
  return parts.flatMap((part) => (part.type === "text" && part.text.trim() !== "" ? [part.text] : []));
}

for (const from of wires) {
  for (const to of wires.filter((wire) => wire !== from)) {
    describe(`a conversation handed from ${from.name} to ${to.name}`, () => {
      it("keeps every text, call and result, and nothing only the first vendor can read", async () => {
        const answers = await wholeAnswers(from);
        expect(answers).to.have.length.greaterThan(5);
        for (const [name, answer] of answers) {
          const body = await bodyFor(to, conversation(answer));
          const texts = textsIn(answer).filter((text) => !body.includes(JSON.stringify(text).slice(1, -1)));
          expect(texts, `${name}: texts that were lost`).to.deep.equal([]);
          const shown = answer.parts.filter((part) => part.type === "thinking" && part.text !== "" && body.includes(part.text));
          expect(shown, `${name}: thinking that was shown`).to.deep.equal([]);
          for (const secret of secretsOf(answer)) expect(body, name).not.to.include(`"${secret}"`);
          expectCalls(name, answer, body);
        }
      });

      // A paused answer is not among them: it can be gone on with only at once.
      it("comes back with the first vendor's blocks unchanged", async () => {
        const [other] = to.answers;
        const { events } = await ask(to, [user("u1", "first question")], other ?? "");
        const answers = (await wholeAnswers(from)).filter(([, { stop }]) => stop.reason !== "pause");
        for (const [name, answer] of answers) {
          const before = conversation(answer);
          const alone = await bodyFor({ ...from, config: withoutCache(from) }, before);
          const later = [...before, { ...answerOf(events), id: "b" }, user("u3", "third question")];
          const after = await bodyFor({ ...from, config: withoutCache(from) }, later);
          expect(sharedMessages(after, alone), name).to.equal(true);
        }
      });
    });
  }
}

/** Marks for a cache move on with the conversation. */
function withoutCache({ config }: Wire): Readonly<Record<string, unknown>> {
  return { ...config, cache: "off" };
}

/** Whether the messages of one body begin with those of another. */
function sharedMessages(longer: string, shorter: string): boolean {
  const short = listIn(shorter);
  return short.length > 0 && JSON.stringify(listIn(longer).slice(0, short.length)) === JSON.stringify(short);
}

function listIn(body: string): readonly unknown[] {
  const value: unknown = JSON.parse(body);
  if (typeof value !== "object" || value === null) return [];
  const list: unknown = Object.entries(value).find(([field]) => /^(messages|input|contents)$/.test(field))?.[1];
  return Array.isArray(list) ? list : [];
}

/** Each call goes with its name, its arguments and its result, under an id that is its own and that any vendor takes. */
function expectCalls(name: string, answer: AssistantMessage, body: string): void {
  const calls = answer.parts.filter(isCall);
  if (body.includes('"contents":')) {
    expectOrderedCalls(name, calls, body);
    return;
  }
  const ids = calls.map(({ id }) => {
    const named = `"(?:tool_use_id|call_id|tool_call_id|toolUseId)":"([\\w-]{1,64})"`;
    return new RegExp(`${named},"(?:content|output)":(?:\\[{"text":)?"result of ${escaped(id)}"`).exec(body)?.[1];
  });
  expect(new Set(ids.filter((id) => id !== undefined)).size, `${name}: results with ids of their own`).to.equal(calls.length);
  for (const [index, call] of calls.entries()) {
    expect(body.split(`"${ids[index]}"`).length - 1, `${name}: one call and one result`).to.equal(2);
    expect(body.replaceAll("\\", "").replaceAll(": ", ":"), name).to.include(JSON.stringify(call.input));
  }
}

/** Without ids, the results stand behind the calls, by the same names, in the same order. */
function expectOrderedCalls(name: string, calls: readonly ToolCallPart[], body: string): void {
  const called = [...body.matchAll(/"functionCall":{"name":"([^"]*)","args":/g)].map(([, tool]) => tool);
  const answered = [...body.matchAll(/"functionResponse":{"name":"([^"]*)","response":{"output":"result of ([^"]*)"}/g)];
  expect(called, `${name}: calls`).to.deep.equal(calls.map((call) => call.name));
  expect(answered.map(([, tool, id]) => [tool, id]), `${name}: results`).to.deep.equal(calls.map((call) => [call.name, call.id]));
  for (const { input } of calls) expect(body, name).to.include(`"args":${JSON.stringify(input)}`);
  if (calls.length > 0) expect(body, `${name}: a signature for foreign calls`).to.include("skip_thought_signature_validator");
}

function escaped(text: string): string {
  return text.replaceAll(/[^\w]/g, "\\$&");
}
