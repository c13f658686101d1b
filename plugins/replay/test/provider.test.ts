import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  canonicalRequest,
  isAinError,
  placesOf,
  tapeMark,
  type AinError,
  type JsonValue,
  type Message,
  type ProviderRequest,
  type TapeEntry,
  type TapeEvent,
} from "@ainative-code/sdk";
import { eventsOf, inMemoryHost, textOf } from "@ainative-code/test-kit";
import { expect } from "chai";
import replay from "../src/provider.ts";

const finish: TapeEvent = { type: "finish", stop: { reason: "stop" } };

function user(text: string, id = "u"): Message {
  return { id, createdAt: "2026-01-01T00:00:00Z", role: "user", parts: [{ type: "text", text }] };
}

function answer(text: string): Message {
  const origin = { provider: "p", api: "a", model: "m" };
  return { id: `a-${text}`, createdAt: "", role: "assistant", origin, stop: { reason: "stop" }, parts: [{ type: "text", text }] };
}

function request(model: string, messages: readonly Message[], changes: Partial<ProviderRequest> = {}): ProviderRequest {
  return { model, system: ["You are here."], messages, tools: [], signal: new AbortController().signal, ...changes };
}

function says(text: string): readonly TapeEvent[] {
  return [
    { type: "start", origin: { provider: "p", api: "a", model: "m" } },
    { type: "text-start", part: 0 },
    { type: "text-delta", part: 0, text },
    { type: "text-end", part: 0 },
    finish,
  ];
}

function recordedAt(cwd: string, messages: readonly Message[], events: readonly TapeEvent[]): TapeEntry {
  const places = placesOf({ cwd, tmp: "/nowhere/tmp" }, realpathSync);
  return { request: canonicalRequest(request("gpt", messages), places), events };
}

describe("the replay provider", () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "replay-")));
  const cwd = join(root, "project");
  mkdirSync(cwd);
  after(() => rmSync(root, { recursive: true }));

  const host = inMemoryHost({ cwd });
  const tape = (name: string, entries: readonly TapeEntry[], header: Readonly<Record<string, JsonValue>> = {}): string => {
    const lines = [{ tape: 1, createdAt: "2026-01-01T00:00:00Z", ...header }, ...entries].map((line) => JSON.stringify(line));
    writeFileSync(join(cwd, name), `${lines.join("\n")}\n`);
    return name;
  };
  const play = async (asked: ProviderRequest, as = host): Promise<string> => textOf(await eventsOf(replay.stream(asked, as)));
  const failure = async (asked: ProviderRequest): Promise<AinError> => {
    const error: unknown = await play(asked).then(
      () => new Error("did not fail"),
      (thrown: unknown) => thrown,
    );
    if (!isAinError(error)) throw error;
    return error;
  };
  const two = [
    recordedAt("/srv/other", [user("hello from /srv/other")], says("Hi.")),
    recordedAt("/srv/other", [user("hello from /srv/other"), answer("Hi."), user("and now?", "v")], says("Bye.")),
  ];

  it("answers each request with what was recorded for it, in another folder and by another name", async () => {
    const model = tape("two.jsonl", two);
    const first = [user(`hello from ${cwd}`)];
    expect(await play(request(model, first))).to.equal("Hi.");
    expect(await play(request(join(cwd, model), [...first, answer("Hi."), user("and now?", "w")]))).to.equal("Bye.");
  });

  it("finds the answer of a resumed session without having played the ones before", async () => {
    const model = tape("resumed.jsonl", two);
    expect(await play(request(model, [user(`hello from ${cwd}`), answer("Hi."), user("and now?")]))).to.equal("Bye.");
  });

  it("knows the working folder by a symlink as well", async () => {
    const link = join(root, "link");
    symlinkSync(cwd, link);
    const model = tape("link.jsonl", two);
    expect(await play(request(model, [user(`hello from ${cwd}`)]), inMemoryHost({ cwd: link }))).to.equal("Hi.");
  });

  it("puts this machine's folders into the events", async () => {
    const model = tape("marks.jsonl", [
      recordedAt(cwd, [user("go")], [
        { type: "tool-start", part: 0, id: "c1", name: "read" },
        { type: "tool-end", part: 0, call: { type: "tool-call", id: "c1", name: "read", input: { path: `${tapeMark("cwd")}/$&.ts` } } },
        finish,
      ]),
    ]);
    const [, end] = await eventsOf(replay.stream(request(model, [user("go")]), host));
    expect(end).to.have.nested.property("call.input.path", `${cwd}/$&.ts`);
  });

  it("plays an error as the error it was", async () => {
    const error = { code: "rate-limit", message: "Slow down.", retryable: true, retryAfterMs: 5, actions: ["Wait."] } as const;
    const model = tape("error.jsonl", [recordedAt(cwd, [user("go")], [{ type: "error", error }])]);
    const [event] = await eventsOf(replay.stream(request(model, [user("go")]), host));
    expect(event?.type === "error" && isAinError(event.error) && event.error.toJSON()).to.deep.equal(error);
  });

  it("takes the last answer where one request was recorded twice", async () => {
    const model = tape("twice.jsonl", [recordedAt(cwd, [user("go")], says("first")), recordedAt(cwd, [user("go")], says("second"))]);
    expect(await play(request(model, [user("go")]))).to.equal("second");
  });

  it("refuses a request with one changed byte, and points at it", async () => {
    const result = (text: string): Message => ({
      id: "r",
      createdAt: "",
      role: "tool",
      parts: [{ type: "tool-result", callId: "c", name: "bash", status: "ok", content: [{ type: "text", text }] }],
    });
    const text = `${"line of output\n".repeat(20)}total 27.00`;
    const model = tape("changed.jsonl", [recordedAt(cwd, [user("go"), answer("."), result(text)], says("ok"))]);
    const error = await failure(request(model, [user("go"), answer("."), result(text.replace("27", "28"))]));
    expect(error.code).to.equal("invalid-request");
    expect(error.retryable).to.equal(false);
    expect(error.message).to.include("/messages/2/parts/0/content/0/text").and.include("27.00").and.include("28.00");
    expect(error.message.length).to.be.lessThan(300);
    expect(error.details).to.include({ pointer: "/messages/2/parts/0/content/0/text", expected: text });
  });

  it("compares the system prompt and the tools, unless the tape says which members count", async () => {
    const entries = [recordedAt(cwd, [user("go")], says("ok"))];
    const other = { system: ["Other rules."], tools: [{ name: "t", description: "", input: {} }] };
    const error = await failure(request(tape("all.jsonl", entries), [user("go")], other));
    expect(error.details).to.include({ pointer: "/system/0" });
    expect(await play(request(tape("some.jsonl", entries, { compare: ["messages"] }), [user("go")], other))).to.equal("ok");
  });

  it("says when the tape has ended", async () => {
    const error = await failure(request(tape("end.jsonl", two), [user("1"), answer("a"), user("2"), answer("b"), user("3")]));
    expect(error.code).to.equal("invalid-request");
    expect(error.message).to.match(/no answer 3.*recorded with 2/);
  });

  it("names the line where a tape is broken", async () => {
    const broken = async (lines: readonly string[]): Promise<string> => {
      writeFileSync(join(cwd, "broken.jsonl"), lines.join("\n"));
      const { code, message } = await failure(request("broken.jsonl", [user("go")]));
      expect(code).to.equal("invalid-input");
      return message;
    };
    const [header, entry] = ['{"tape":1,"createdAt":""}', JSON.stringify(two[0])];
    expect(await broken([header, entry, entry.slice(0, 40)])).to.include("broken.jsonl:3:").and.include("not JSON");
    expect(await broken([header, '{"request":{},"events":[{"type":"start"}]}'])).to.include("broken.jsonl:2:");
    expect(await broken([entry])).to.include("broken.jsonl:1:");
    expect(await broken([""])).to.include("broken.jsonl:1:");
    expect(await broken(['{"tape":2}'])).to.include("version 1");
  });

  it("says where it looked for a tape that is not there", async () => {
    const error = await failure(request("none.jsonl", [user("go")]));
    expect(error.code).to.equal("unknown-model");
    expect(error.message).to.include(join(cwd, "none.jsonl"));
  });

  it("keeps the pace it is set to, and stops at once when it is told to", async () => {
    const model = tape("pace.jsonl", two);
    const abort = new AbortController();
    const slow = inMemoryHost({ cwd, config: { delayMs: 1000 } });
    const stream = replay.stream(request(model, [user(`hello from ${cwd}`)], { signal: abort.signal }), slow);
    const [begun, pending] = [performance.now(), stream.next()];
    setTimeout(() => abort.abort(), 20);
    const thrown: unknown = await pending.catch((error: unknown) => error);
    expect(thrown).to.have.property("name", "AbortError");
    expect(performance.now() - begun).to.be.lessThan(900);
  });

  it("lists the bundled tapes as its models", async () => {
    const models = await replay.models();
    expect(models.map(({ id }) => id)).to.deep.equal(["demo"]);
  });
});
