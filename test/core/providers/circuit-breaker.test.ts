import { AinError } from "@ainative-code/sdk";
import type { ErrorCode, StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import { circuitBreaking, newCircuit } from "../../../src/core/providers/circuit-breaker.ts";
import type { Circuit } from "../../../src/core/providers/circuit-breaker.ts";
import type { ModelStream } from "../../../src/core/providers/model-stream.ts";
import { aRequest } from "../a-request.ts";
import { fakeClock } from "../fake-clock.ts";

const finish: StreamEvent = { type: "finish", stop: { reason: "stop" } };
const failing = (code: ErrorCode, retryable?: boolean): StreamEvent => ({
  type: "error",
  error: new AinError(code, "The server is down.", { retryable, actions: ["Wait"] }),
});

/** One model whose state of health the test sets. */
function model(): { answer: StreamEvent; asked: number; circuit: Circuit; clock: ReturnType<typeof fakeClock>; ask(): Promise<StreamEvent[]> } {
  const made = {
    answer: failing("server"),
    asked: 0,
    circuit: newCircuit(),
    clock: fakeClock(),
    async ask(): Promise<StreamEvent[]> {
      const events: StreamEvent[] = [];
      for await (const event of circuitBreaking(stream, made.clock, made.circuit)(aRequest())) events.push(event);
      return events;
    },
  };
  const stream: ModelStream = async function* answer() {
    made.asked++;
    yield made.answer;
  };
  return made;
}

function errorOf(events: readonly StreamEvent[]): AinError {
  const last = events.at(-1);
  if (last?.type !== "error") throw new Error("It did not fail.");
  return last.error;
}

async function pass(clock: ReturnType<typeof fakeClock>, ms: number): Promise<void> {
  await clock.sleep(ms, new AbortController().signal);
}

describe("the circuit breaker", () => {
  it("leaves a model alone that has failed three times in a row, and says so both times", async () => {
    const one = model();
    await one.ask();
    expect(errorOf(await one.ask()).message).to.equal("The server is down.");
    expect(errorOf(await one.ask()).message).to.equal(
      "The server is down; that is 3 requests in a row, so it is not asked again for 30 seconds.",
    );
    const refusal = errorOf(await one.ask());
    expect(one.asked).to.equal(3);
    expect(refusal.code).to.equal("server");
    expect(refusal.message).to.equal(
      "Not asked: 3 requests in a row have failed, and it is asked again in 30 seconds. The last failure: The server is down.",
    );
    expect(refusal.actions).to.deep.equal(["Use another model: -m PROVIDER/MODEL", "Wait"]);
  });

  it("asks again after the pause, and forgets everything when that goes well", async () => {
    const one = model();
    for (let i = 0; i < 3; i++) await one.ask();
    await pass(one.clock, 30_000);
    one.answer = finish;
    expect(await one.ask()).to.deep.equal([finish]);
    one.answer = failing("server");
    expect(errorOf(await one.ask()).message).to.equal("The server is down.");
    expect(one.asked).to.equal(5);
  });

  it("doubles the pause each time, up to five minutes", async () => {
    const one = model();
    for (let i = 0; i < 3; i++) await one.ask();
    const told: string[] = [];
    for (const ms of [30_000, 60_000, 120_000, 240_000, 300_000]) {
      await pass(one.clock, ms);
      told.push(/again for (.*)\./.exec(errorOf(await one.ask()).message)?.[1] ?? "");
    }
    expect(told).to.deep.equal(["60 seconds", "120 seconds", "4 minutes", "5 minutes", "5 minutes"]);
  });

  it("lets one request alone find out, and tells the others", async () => {
    const one = model();
    for (let i = 0; i < 3; i++) await one.ask();
    await pass(one.clock, 30_000);
    const stream: ModelStream = async function* answer() {
      one.asked++;
      yield { type: "text-delta", part: 0, text: "half" };
      yield finish;
    };
    const probe = circuitBreaking(stream, one.clock, one.circuit)(aRequest());
    await probe.next();
    expect(errorOf(await one.ask()).message).to.include("another request is finding out");
    await probe.return();
    expect(one.circuit.probing).to.equal(false);
    expect(one.asked).to.equal(4);
    await one.ask();
    expect(one.asked).to.equal(5);
  });

  for (const code of ["auth", "rate-limit", "invalid-request"] as const) {
    it(`takes ${code} for an answer of a server that is well`, async () => {
      const one = model();
      for (let i = 0; i < 2; i++) await one.ask();
      one.answer = failing(code);
      await one.ask();
      one.answer = failing("server");
      for (let i = 0; i < 2; i++) await one.ask();
      expect(one.asked).to.equal(5);
      expect(one.circuit.failures).to.equal(2);
    });
  }

  it("learns nothing from what the user cancelled, or what would fail again anyway", async () => {
    const one = model();
    one.answer = failing("cancelled");
    for (let i = 0; i < 5; i++) await one.ask();
    one.answer = failing("network", false);
    for (let i = 0; i < 5; i++) await one.ask();
    expect(one.asked).to.equal(10);
  });
});
