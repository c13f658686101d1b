import { AinError, type Provider, type ProviderRequest, type StreamEvent, type TapeEntry } from "@ainative-code/sdk";
import { eventsOf, inMemoryHost, textOf } from "@ainative-code/test-kit";
import { expect } from "chai";
import { recordingProvider } from "../../../src/core/providers/recording.ts";

const places = { cwd: ["/srv/app"], tmp: ["/tmp"] };
const host = inMemoryHost();
const request: ProviderRequest = {
  model: "m",
  system: ["in /srv/app"],
  messages: [{ id: "1", createdAt: "", role: "user", parts: [{ type: "text", text: "hello" }] }],
  tools: [],
  signal: new AbortController().signal,
};
const start: StreamEvent = { type: "start", origin: { provider: "p", api: "a", model: "m" } };
const finish: StreamEvent = { type: "finish", stop: { reason: "stop" } };

function providerOf(stream: () => AsyncIterable<StreamEvent>): Provider {
  return { id: "p", models: () => Promise.resolve([]), stream };
}

async function* yielding(...events: readonly StreamEvent[]): AsyncGenerator<StreamEvent> {
  for (const event of events) yield await Promise.resolve(event);
}

async function recorded(stream: () => AsyncIterable<StreamEvent>): Promise<{ entries: TapeEntry[]; events: readonly StreamEvent[]; thrown: unknown }> {
  const entries: TapeEntry[] = [];
  const events: StreamEvent[] = [];
  const provider = recordingProvider(providerOf(stream), (entry) => void entries.push(entry), places);
  try {
    for await (const event of provider.stream(request, host)) events.push(event);
  } catch (thrown) {
    return { entries, events, thrown };
  }
  return { entries, events, thrown: undefined };
}

describe("a recording provider", () => {
  it("passes each event on before the next one is there", async () => {
    let made = 0;
    const stream = async function* (): AsyncGenerator<StreamEvent> {
      for (const event of [start, finish]) {
        made += 1;
        yield await Promise.resolve(event);
      }
    };
    const seen: number[] = [];
    for await (const _event of recordingProvider(providerOf(stream), () => undefined, places).stream(request, host)) seen.push(made);
    expect(seen).to.deep.equal([1, 2]);
  });

  it("writes the entry before it passes the terminal event on", async () => {
    const order: string[] = [];
    const provider = recordingProvider(providerOf(() => yielding(start, finish)), () => void order.push("written"), places);
    for await (const event of provider.stream(request, host)) order.push(event.type);
    expect(order).to.deep.equal(["start", "written", "finish"]);
  });

  it("writes the canonical request and the events, without what belongs to the host", async () => {
    const retry: StreamEvent = { type: "retry", attempt: 1, delayMs: 1, error: new AinError("network", "gone") };
    const { entries, events } = await recorded(() => yielding(retry, start, { type: "raw", data: 1 }, finish));
    expect(events).to.have.length(4);
    expect(entries).to.have.length(1);
    expect(entries[0]?.events).to.deep.equal([start, finish]);
    expect(JSON.stringify(entries[0]?.request)).to.include("in <cwd>").and.include("hello");
  });

  it("hides the working folder in events, also where it was streamed in pieces", async () => {
    const pieces = ["see /sr", "v/a", "pp/x.ts and /tmp/srv/app", "/y, not /srv/app-two"];
    const { entries, events } = await recorded(() =>
      yielding(
        ...pieces.map((text) => ({ type: "text-delta", part: 0, text }) as const),
        { type: "tool-delta", part: 1, textDelta: "/srv/app" },
        { type: "tool-end", part: 1, call: { type: "tool-call", id: "c", name: "read", input: { path: "/srv/app/x" } } },
        finish,
      ),
    );
    expect(textOf(events)).to.equal(pieces.join(""));
    const texts = entries[0]?.events.map((event) => (event.type === "text-delta" ? event.text : ""));
    expect(texts?.slice(0, 4)).to.deep.equal(["see <tape:cwd>", "", "/x.ts and /tmp/srv/app", "/y, not /srv/app-two"]);
    expect(JSON.stringify(entries[0]?.events.slice(4))).to.include('"textDelta":"<tape:cwd>"').and.include('{"path":"<tape:cwd>/x"}');
  });

  it("writes a failed answer with its error as JSON", async () => {
    const error = new AinError("overloaded", "Busy.", { retryAfterMs: 5 });
    const { entries } = await recorded(() => yielding(start, { type: "error", error }));
    expect(entries[0]?.events.at(-1)).to.deep.equal({ type: "error", error: error.toJSON() });
  });

  it("writes a throw as an error, and throws it on", async () => {
    const stream = async function* (): AsyncGenerator<StreamEvent> {
      yield await Promise.resolve(start);
      throw new AinError("auth", "Wrong key.");
    };
    const { entries, thrown } = await recorded(stream);
    expect(thrown).to.have.property("code", "auth");
    expect(entries[0]?.events.at(-1)).to.have.nested.property("error.code", "auth");
  });

  it("writes nothing of an answer that was cancelled or left", async () => {
    expect((await recorded(() => yielding(start, { type: "error", error: new AinError("cancelled", "Stop.") }))).entries).to.deep.equal([]);
    expect((await recorded(() => yielding(start, { type: "finish", stop: { reason: "aborted" } }))).entries).to.deep.equal([]);
    const entries: TapeEntry[] = [];
    const provider = recordingProvider(providerOf(() => yielding(start, finish)), (entry) => void entries.push(entry), places);
    const stream = provider.stream(request, host)[Symbol.asyncIterator]();
    await stream.next();
    await stream.return?.();
    expect(entries).to.deep.equal([]);
  });

  it("ends with the failure to write, in place of the terminal event", async () => {
    const failing = (): never => {
      throw new AinError("storage", "The disk is full.");
    };
    const seen: string[] = [];
    try {
      for await (const event of recordingProvider(providerOf(() => yielding(start, finish)), failing, places).stream(request, host)) {
        seen.push(event.type);
      }
      expect.fail("did not throw");
    } catch (error) {
      expect(error).to.have.property("code", "storage");
    }
    expect(seen).to.deep.equal(["start"]);
  });

  it("counts tokens where the provider does", async () => {
    const counting: Provider = { ...providerOf(() => yielding(finish)), countTokens: () => Promise.resolve(7) };
    expect(await recordingProvider(counting, () => undefined, places).countTokens?.(request, host)).to.equal(7);
    expect(recordingProvider(providerOf(() => yielding(finish)), () => undefined, places)).to.not.have.property("countTokens");
    expect(await eventsOf(recordingProvider(counting, () => undefined, places).stream(request, host))).to.deep.equal([finish]);
  });
});
