import { AinError } from "@ainative-code/sdk";
import type { StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import { retrying } from "../../../src/core/providers/retry.ts";
import type { ModelStream } from "../../../src/core/providers/model-stream.ts";
import { aRequest } from "../a-request.ts";
import { fakeClock } from "../fake-clock.ts";

const finish: StreamEvent = { type: "finish", stop: { reason: "stop" } };
const text = (value: string): StreamEvent => ({ type: "text-delta", part: 0, text: value });
const failure = (code: "rate-limit" | "auth", retryAfterMs?: number): StreamEvent => ({
  type: "error",
  error: new AinError(code, "No.", { retryAfterMs }),
});

/** Answers the first request with the first list of events, and so on. */
function scripted(...answers: readonly (readonly StreamEvent[])[]): { stream: ModelStream; requests: () => number } {
  let requests = 0;
  return {
    requests: () => requests,
    stream: async function* stream() {
      yield* answers[requests++] ?? [];
    },
  };
}

async function collect(stream: ModelStream, clock = fakeClock()): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of retrying(stream, clock, { random: () => 0.5 })(aRequest())) events.push(event);
  return events;
}

describe("the retry law", () => {
  it("tries again what may succeed, waits as the vendor asked, and tells it", async () => {
    const clock = fakeClock();
    const { stream } = scripted([failure("rate-limit", 1234)], [text("hi"), finish]);
    const events = await collect(stream, clock);
    expect(events.map(({ type }) => type)).to.deep.equal(["retry", "text-delta", "finish"]);
    expect(clock.slept).to.deep.equal([1234]);
  });

  it("doubles its own waits up to a bound, with jitter", async () => {
    const clock = fakeClock();
    const { stream, requests } = scripted([failure("rate-limit")], [failure("rate-limit")], [failure("rate-limit")], [failure("rate-limit")]);
    const events = await collect(stream, clock);
    expect(clock.slept).to.deep.equal([250, 500, 1000]);
    expect(requests()).to.equal(4);
    const last = events.at(-1);
    expect(last?.type === "error" ? last.error.message : "").to.equal("No (tried 4 times).");
  });

  it("does not try again once something was shown", async () => {
    const { stream, requests } = scripted([text("half"), failure("rate-limit")], [text("whole"), finish]);
    const events = await collect(stream);
    expect(events.map(({ type }) => type)).to.deep.equal(["text-delta", "error"]);
    expect(requests()).to.equal(1);
  });

  it("does not try again what would fail again", async () => {
    const { stream, requests } = scripted([failure("auth")], [finish]);
    expect((await collect(stream)).map(({ type }) => type)).to.deep.equal(["error"]);
    expect(requests()).to.equal(1);
  });

  it("takes an answer that ended before it began for a failure", async () => {
    const { stream } = scripted([{ type: "finish", stop: { reason: "interrupted" } }], [text("x"), finish]);
    expect((await collect(stream)).map(({ type }) => type)).to.deep.equal(["retry", "text-delta", "finish"]);
  });

  it("does not repeat what the failed attempt said of itself", async () => {
    const start: StreamEvent = { type: "start", origin: { provider: "p", api: "a", model: "m" } };
    const { stream } = scripted([start, failure("rate-limit", 1)], [start, text("x"), finish]);
    expect((await collect(stream)).map(({ type }) => type)).to.deep.equal(["retry", "start", "text-delta", "finish"]);
  });

  it("tells the wait instead of waiting longer than a minute", async () => {
    const clock = fakeClock();
    const { stream } = scripted([failure("rate-limit", 90_000)]);
    const [event] = await collect(stream, clock);
    expect(clock.slept).to.deep.equal([]);
    const error = event?.type === "error" ? event.error : undefined;
    expect(error?.message).to.equal("No; it asks to wait 90 seconds.");
    expect(error?.actions).to.deep.equal(["Come back in 90 seconds, or use another model: -m PROVIDER/MODEL"]);
  });

  it("ends at once when the user cancels during a wait", async () => {
    const controller = new AbortController();
    const clock = fakeClock();
    const { stream } = scripted([failure("rate-limit", 1)], [finish]);
    const events: StreamEvent[] = [];
    for await (const event of retrying(stream, clock)(aRequest({ signal: controller.signal }))) {
      events.push(event);
      if (event.type === "retry") controller.abort();
    }
    const last = events.at(-1);
    expect(last?.type === "error" ? last.error.code : "").to.equal("cancelled");
  });

  const refused: StreamEvent = { type: "error", error: new AinError("auth", "Wrong key.", { status: 401 }) };

  it("asks for the key again, once and at once, where it is refused", async () => {
    const clock = fakeClock();
    const { stream, requests } = scripted([refused], [text("x"), finish]);
    const { forgot, events } = await withForgetting(stream, clock);
    expect(events.map(({ type }) => type)).to.deep.equal(["text-delta", "finish"]);
    expect([forgot, requests(), clock.slept.length]).to.deep.equal([1, 2, 0]);
  });

  it("lets a key that is refused again stay refused, in the words of the vendor", async () => {
    const { stream, requests } = scripted([refused], [refused], [text("x"), finish]);
    const { forgot, events } = await withForgetting(stream);
    expect(events).to.deep.equal([refused]);
    expect([forgot, requests()]).to.deep.equal([1, 2]);
  });

  it("takes the refusal as it is where asking again gives no other key", async () => {
    const { stream, requests } = scripted([refused], [text("x"), finish]);
    const { events } = await withForgetting(stream, fakeClock(), false);
    expect(events).to.deep.equal([refused]);
    expect(requests()).to.equal(1);
  });

  it("does not count the renewed key as an attempt", async () => {
    const { stream, requests } = scripted([refused], [failure("rate-limit")], [failure("rate-limit")], [failure("rate-limit")], [text("x"), finish]);
    const { events } = await withForgetting(stream);
    expect(events.at(-1)).to.deep.equal(finish);
    expect(requests()).to.equal(5);
  });

  it("asks for no key again where a proxy refuses", async () => {
    const proxy: StreamEvent = { type: "error", error: new AinError("auth", "The proxy wants a password.", { status: 407 }) };
    const { stream, requests } = scripted([proxy], [finish]);
    const { forgot } = await withForgetting(stream);
    expect([forgot, requests()]).to.deep.equal([0, 1]);
  });

  async function withForgetting(stream: ModelStream, clock = fakeClock(), changes = true): Promise<{ forgot: number; events: StreamEvent[] }> {
    let forgot = 0;
    const onAuthFailure = (): boolean => {
      forgot++;
      return changes;
    };
    const events: StreamEvent[] = [];
    for await (const event of retrying(stream, clock, { random: () => 0.5, onAuthFailure })(aRequest())) events.push(event);
    return { forgot, events };
  }

  it("does not repeat a refused key, whatever the vendor says of it", async () => {
    const insists: StreamEvent = { type: "error", error: new AinError("auth", "No.", { status: 401, retryable: true }) };
    const { stream, requests } = scripted([insists], [insists], [insists], [finish]);
    const events: StreamEvent[] = [];
    for await (const event of retrying(stream, fakeClock(), { onAuthFailure: () => true })(aRequest())) events.push(event);
    expect(events).to.deep.equal([insists]);
    expect(requests()).to.equal(2);
    const alone = scripted([insists], [finish]);
    expect((await collect(alone.stream)).map(({ type }) => type)).to.deep.equal(["error"]);
    expect(alone.requests()).to.equal(1);
  });

  it("says what to do when the connection ends before every answer", async () => {
    const nothing: StreamEvent = { type: "finish", stop: { reason: "interrupted" } };
    const { stream } = scripted([nothing], [nothing], [nothing], [nothing]);
    const last = (await collect(stream)).at(-1);
    expect(last?.type === "error" && last.error.actions.length > 0).to.equal(true);
  });
});
