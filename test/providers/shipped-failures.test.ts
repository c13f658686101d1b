import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AinError, AssistantMessage, Message, Provider, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { answeringFetch, inMemoryHost } from "@ainative-code/test-kit";
import { expect } from "chai";
import anthropic from "../../plugins/anthropic/src/provider.ts";
import gemini from "../../plugins/gemini/src/provider.ts";
import openai from "../../plugins/openai/src/provider.ts";
import { answerOf } from "../../plugins/test-kit/src/conformance/provider/answer-of.ts";
import { retrying } from "../../src/core/providers/retry.ts";
import { singleAttempt } from "../../src/core/providers/single-attempt.ts";
import { openSessionStore } from "../../src/infra/sqlite/open-session-store.ts";
import { aRequest } from "../core/a-request.ts";
import { fakeClock } from "../core/fake-clock.ts";
import { builtCli, buildOnce } from "../boot/built-cli.ts";
import { answering, type VendorAnswer } from "./vendors/answering.ts";
import { vendors, type Vendor } from "./vendors/vendors.ts";
import { startFakeOllama } from "../../plugins/ollama/test/fake/fake-ollama.ts";

const origin = "http://127.0.0.1:9";
const createdAt = "2026-01-01T00:00:00.000Z";
const user = (id: string, text: string): Message => ({ id, role: "user", createdAt, parts: [{ type: "text", text }] });

async function eventsOf(vendor: Vendor, ...answers: readonly VendorAnswer[]): Promise<readonly StreamEvent[]> {
  const { host } = answering(vendor, answers);
  const events: StreamEvent[] = [];
  for await (const event of singleAttempt(vendor.provider, host)(aRequest({ messages: [user("u", "hi")] }))) events.push(event);
  return events;
}

function stopIn(events: readonly StreamEvent[]): string | undefined {
  const last = events.at(-1);
  return last?.type === "finish" ? last.stop.reason : last?.type === "error" ? `error ${last.error.code}` : undefined;
}

interface Called {
  readonly name: string;
  readonly input: unknown;
  readonly inputError: string | undefined;
}

function callsIn(events: readonly StreamEvent[]): readonly Called[] {
  return events.flatMap((event) => (event.type === "tool-end" ? [{ name: event.call.name, input: event.call.input, inputError: event.call.inputError }] : []));
}

function errorIn(events: readonly StreamEvent[]): AinError | undefined {
  const last = events.at(-1);
  return last?.type === "error" ? last.error : undefined;
}

/** An answer up to what says that it is whole. */
function beforeMark({ calls, mark }: Vendor): Uint8Array {
  const text = Buffer.from(calls).toString("latin1");
  return calls.subarray(0, text.search(mark));
}

function fixture(plugin: string, name: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, "../../plugins", plugin, "test/fixtures", name));
}

function vendor(name: string): Vendor {
  const found = vendors.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no vendor ${name}`);
  return found;
}

interface Asking {
  readonly provider: Provider;
  readonly config: Readonly<Record<string, unknown>>;
}

/** What a provider sends for these messages, one body for each attempt. */
async function sentFor({ provider, config }: Asking, request: Partial<ProviderRequest>, answers: readonly VendorAnswer[]): Promise<readonly string[]> {
  const prepared = answeringFetch(answers.map(({ status = 200, headers = {}, body }) => ({ status, headers, body: [body] })));
  const host = inMemoryHost({ config, secrets: { apiKey: "key-0123456789" }, fetch: prepared.fetch });
  const stream = retrying(singleAttempt(provider, host), fakeClock());
  for await (const _ of stream(aRequest(request)));
  return prepared.calls.map(({ options }) => String(options.body));
}

/** The answer of a fixture, as the host keeps it. */
async function answered(one: Vendor, body: Uint8Array, model = "m"): Promise<AssistantMessage> {
  const { host } = answering(one, [{ body }]);
  const events: StreamEvent[] = [];
  for await (const event of one.provider.stream(aRequest({ model, messages: [user("u", "hi")] }), host)) events.push(event);
  return answerOf(events);
}

function results(answer: AssistantMessage): Message {
  const calls = answer.parts.flatMap((part) => (part.type === "tool-call" ? [part] : []));
  const parts = calls.map(({ id, name }) => ({ type: "tool-result" as const, callId: id, name, status: "ok" as const, content: [{ type: "text" as const, text: "done" }] }));
  return { id: "r", role: "tool", createdAt, parts };
}

describe("failures that other tools shipped", () => {
  before(buildOnce);

  describe("1: a stream that was cut is taken for finished, and a tool runs with half its arguments or none", () => {
    for (const one of vendors) {
      it(`not with ${one.name}`, async () => {
        const body = beforeMark(one);
        for (let end = 1; end <= body.length; end += Math.max(1, Math.floor(body.length / 40))) {
          const events = await eventsOf(one, { body: body.subarray(0, end) });
          expect(stopIn(events), `cut at ${end}`).to.equal("interrupted");
        }
        expect(stopIn(await eventsOf(one, { body: one.calls }))).to.equal("tool-calls");
      });
    }
  });

  describe("2: a whole call is called incomplete, because its arguments came in pieces", () => {
    for (const one of vendors) {
      it(`not with ${one.name}`, async () => {
        const whole = callsIn(await eventsOf(one, { body: one.calls }));
        expect(whole).to.have.length.greaterThan(0);
        expect(whole.filter(({ inputError }) => inputError !== undefined)).to.deep.equal([]);
      });
    }
  });

  it("3: a stream that was cut is told as too many tokens, and asked for again with more", async () => {
    for (const one of vendors) expect(stopIn(await eventsOf(one, { body: beforeMark(one) })), one.name).to.equal("interrupted");
    expect(stopIn(await eventsOf(vendor("openai responses"), { body: fixture("openai", "responses-length.sse") }))).to.equal("length");
    expect(stopIn(await eventsOf(vendor("ollama"), { body: fixture("ollama", "length.ndjson") }))).to.equal("length");
    expect(stopIn(await eventsOf(vendor("gemini"), { body: fixture("gemini", "length.sse") }))).to.equal("length");
  });

  const lengths: readonly (readonly [string, string, string])[] = [
    ["openai chat", "openai", "chat-length-in-call.sse"],
    ["anthropic", "anthropic", "length-in-call.sse"],
    ["gemini", "gemini", "length-in-call-in-pieces.sse"],
  ];
  for (const [name, plugin, file] of lengths) {
    it(`4: tokens run out inside a call, and the turn is empty without a reason: ${name} tells the reason, and shows the call as unfinished`, async () => {
      const events = await eventsOf(vendor(name), { body: fixture(plugin, file) });
      expect(stopIn(events)).to.equal("length");
      const [begun, ended] = ["tool-start", "tool-end"].map((type) => events.filter((event) => event.type === type).length);
      expect(begun, "a call began that never ended").to.be.greaterThan(ended ?? 0);
    });
  }

  describe("5: encrypted reasoning is lost, and only its id sent", () => {
    const responses: Asking = { provider: openai, config: { baseURL: `${origin}/v1`, api: "responses" } };
    const reasoning = async (): Promise<AssistantMessage> => answered(vendor("openai responses"), fixture("openai", "responses-reasoning-parallel-calls.sse"));
    const whole = { body: fixture("openai", "responses-text.sse") };

    it("it goes back with what is encrypted in it", async () => {
      const answer = await reasoning();
      const [sent = ""] = await sentFor(responses, { messages: [user("u", "hi"), answer, results(answer)] }, [whole]);
      expect(sent).to.include('"encrypted_content":').and.include('"type":"reasoning"');
    });

    it("without what is encrypted, nothing of it goes back", async () => {
      const answer = await reasoning();
      const stripped = JSON.parse(JSON.stringify(answer).replaceAll(/"encrypted_content":"[^"]*"/g, '"encrypted_content":null')) as AssistantMessage;
      const [sent = ""] = await sentFor(responses, { messages: [user("u", "hi"), stripped, results(stripped)] }, [whole]);
      expect(sent).to.not.include('"type":"reasoning"').and.not.include('"rs_');
    });

    it("what the vendor can't decrypt any more is dropped, and the request made once more", async () => {
      const answer = await reasoning();
      const refusal = { status: 400, body: JSON.stringify({ error: { message: "The encrypted content could not be verified.", type: "invalid_request_error", code: "invalid_encrypted_content" } }) };
      const sent = await sentFor(responses, { messages: [user("u5", "hi"), answer, results(answer)] }, [refusal, whole]);
      expect(sent).to.have.lengthOf(2);
      expect(sent[0]).to.include('"type":"reasoning"');
      expect(sent[1]).to.not.include('"type":"reasoning"').and.not.include('"rs_').and.not.include('"fc_');
      expect(sent[1], "the calls and their results stay").to.include("function_call_output").and.include("Looking.");
    });
  });

  it("6: a thought's signature is lost in the store", async () => {
    const file = join(process.env["TMPDIR"] ?? "", `signatures-${process.pid}.db`);
    const answer = await answered(vendor("gemini"), fixture("gemini", "parallel-calls-first-signed.sse"));
    const store = await openSessionStore({ file });
    const session = { id: "s-1", cwd: "/project", title: "t", createdAt };
    await store.create(session);
    for (const message of [user("u", "hi"), answer, results(answer)]) await store.append(session.id, message);
    await store.close();
    const again = await openSessionStore({ file });
    const messages = (await again.context(session.id)).map(({ message }) => message);
    await again.close();
    const [sent = ""] = await sentFor({ provider: gemini, config: { baseURL: origin } }, { messages }, [{ body: fixture("gemini", "text.sse") }]);
    expect(sent).to.include('"thoughtSignature":"c2lnbmF0dXJlLQ=="');
  });

  it("7: calls of another model are refused by Gemini for the signature they lack", async () => {
    const answer = await answered(vendor("anthropic"), fixture("anthropic", "thinking-parallel-calls.sse"));
    const [sent = ""] = await sentFor({ provider: gemini, config: { baseURL: origin } }, { model: "gemini-3-pro", messages: [user("u", "hi"), answer, results(answer)] }, [{ body: fixture("gemini", "text.sse") }]);
    expect(sent.match(/skip_thought_signature_validator/g), "on the first call of the step").to.have.lengthOf(1);
  });

  describe("8: thinking is changed before it goes back", () => {
    const asking: Asking = { provider: anthropic, config: { baseURL: origin } };
    const whole = { body: fixture("anthropic", "text.sse") };
    const signature = /"signature":"([^"]+)"/;

    it("to the model that thought it, it goes back as it came", async () => {
      const answer = await answered(vendor("anthropic"), fixture("anthropic", "thinking-parallel-calls.sse"));
      const [sent = ""] = await sentFor(asking, { model: "m", messages: [user("u", "hi"), answer, results(answer)] }, [whole]);
      const came = signature.exec(Buffer.from(fixture("anthropic", "thinking-parallel-calls.sse")).toString())?.[1] ?? "none";
      expect(signature.exec(sent)?.[1]).to.equal(came);
    });

    it("to another model, none of it goes back", async () => {
      const answer = await answered(vendor("anthropic"), fixture("anthropic", "thinking-parallel-calls.sse"));
      const [sent = ""] = await sentFor(asking, { model: "another", messages: [user("u", "hi"), answer, results(answer)] }, [whole]);
      expect(sent).to.not.match(/"type":"(redacted_)?thinking"/).and.not.include("signature");
    });
  });

  it("9: calls that all have the number 0 are merged into one", async () => {
    const chat = callsIn(await eventsOf(vendor("openai chat"), { body: fixture("openai", "chat-index-always-zero.sse") }));
    expect(chat).to.have.lengthOf(3);
    const local = callsIn(await eventsOf(vendor("ollama"), { body: fixture("ollama", "calls-without-ids-index-always-0.ndjson") }));
    expect(local).to.have.length.greaterThan(1);
    const messages = callsIn(await eventsOf(vendor("anthropic"), { body: fixture("anthropic", "all-blocks-zero.sse") }));
    expect(messages).to.have.lengthOf(2);
  });

  it("10: the end that comes twice makes all calls twice", async () => {
    const text = Buffer.from(vendor("openai chat").calls).toString();
    const [end = ""] = /data: [^\n]*"finish_reason": ?"tool_calls"[^\n]*\n\n/.exec(text) ?? [];
    const twice = text.replace(end, end + end);
    expect(twice).to.not.equal(text);
    const [once, again] = [await eventsOf(vendor("openai chat"), { body: text }), await eventsOf(vendor("openai chat"), { body: twice })];
    expect(callsIn(again)).to.deep.equal(callsIn(once));
    expect(again.filter(({ type }) => type === "finish")).to.have.lengthOf(1);
  });

  it("11: a local server cuts the prompt without a word", async () => {
    await using server = await startFakeOllama({ models: [{ name: "tiny:latest", capabilities: ["completion"], contextLength: 8192 }] });
    using cli = builtCli();
    const long = await cli.run(["chat", "-p", "quite plain words ".repeat(5000), "-m", "ollama/tiny"], { OLLAMA_HOST: server.host });
    expect(long.exitCode, "refused, before it is sent").to.equal(44);
    await cli.run(["chat", "-p", "Hi", "-m", "ollama/tiny"], { OLLAMA_HOST: server.host });
    expect(server.chats).to.have.lengthOf(1);
    expect(server.chats[0]).to.include({ truncate: false, shift: false }).and.to.have.nested.property("options.num_ctx");
  });

  describe("12: a vendor that is busy says so inside of an answer, and the turn ends with that", () => {
    for (const one of vendors) {
      it(`with ${one.name} it is asked again before anything was shown`, async () => {
        const { host, requests } = answering(one, [{ body: one.failsAtOnce }, { body: one.whole }]);
        const events: StreamEvent[] = [];
        for await (const event of retrying(singleAttempt(one.provider, host), fakeClock())(aRequest({ messages: [user("u", "hi")] }))) events.push(event);
        expect(requests()).to.equal(2);
        expect(stopIn(events)).to.equal("stop");
        expect(events.filter(({ type }) => type === "retry")).to.have.lengthOf(1);
      });
    }
  });

  describe("13: what goes wrong while an answer is shown is told as a broken answer", () => {
    for (const one of vendors) {
      it(`not with ${one.name}: it comes out as what it is`, async () => {
        const { host } = answering(one, [{ body: one.whole }]);
        const bug = new RangeError("the screen is too small");
        const show = async (): Promise<void> => {
          for await (const event of singleAttempt(one.provider, host)(aRequest({ messages: [user("u", "hi")] }))) if (event.type === "text-delta") throw bug;
        };
        expect(await show().catch((thrown: unknown) => thrown)).to.equal(bug);
      });
    }
  });

  describe("14: errors in lists, in plain text and on HTML pages are not understood", () => {
    const html = `<html><head><title>502 Bad Gateway</title></head><body>${"x".repeat(5000)} key-0123456789</body></html>`;
    for (const one of vendors) {
      it(`they are with ${one.name}, and no more than 2 kB of them is kept, without the key`, async () => {
        const inList = errorIn(await eventsOf(one, { status: 429, headers: { "content-type": "application/json" }, body: JSON.stringify([{ error: { message: "Slow down.", code: 429, status: "RESOURCE_EXHAUSTED" } }]) }));
        expect(inList).to.include({ code: "rate-limit", retryable: true });
        expect(inList?.message).to.include("Slow down.");
        const plain = errorIn(await eventsOf(one, { status: 503, headers: { "content-type": "text/plain" }, body: '{"error":{"message":"No capacity."},"message":"No capacity."}' }));
        expect(plain?.retryable).to.equal(true);
        expect(plain?.message).to.include("No capacity.");
        const page = errorIn(await eventsOf(one, { status: 502, headers: { "content-type": "text/html" }, body: html }));
        expect(page).to.include({ code: "server", retryable: true, status: 502 });
        expect(page?.message).to.not.include("<html");
        const kept = JSON.stringify(page);
        expect(kept.length).to.be.lessThan(3000);
        expect(kept).to.not.include("key-0123456789");
      });
    }
  });

});
