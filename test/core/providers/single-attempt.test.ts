import { AinError } from "@ainative-code/sdk";
import type { Host, Provider, StreamEvent } from "@ainative-code/sdk";
import { inMemoryHost } from "@ainative-code/test-kit";
import { expect } from "chai";
import { singleAttempt } from "../../../src/core/providers/single-attempt.ts";
import { aRequest } from "../a-request.ts";

function provider(stream: () => AsyncIterable<StreamEvent>): Provider {
  return { id: "acme", models: async () => [], stream };
}

async function collect(made: Provider, signal = new AbortController().signal): Promise<StreamEvent[]> {
  const host: Host = inMemoryHost({ plugin: "plugin-acme" });
  const events: StreamEvent[] = [];
  for await (const event of singleAttempt(made, host)(aRequest({ signal }))) events.push(event);
  return events;
}

/** Says that it began, then throws. */
async function* throwing(error: Error): AsyncGenerator<StreamEvent> {
  await Promise.resolve();
  yield* [];
  throw error;
}

const finish: StreamEvent = { type: "finish", stop: { reason: "stop" } };

describe("one attempt at an answer", () => {
  it("ends with the terminal event and tells nothing after it", async () => {
    const made = provider(async function* stream() {
      yield finish;
      yield { type: "text-delta", part: 0, text: "late" };
    });
    expect(await collect(made)).to.deep.equal([finish]);
  });

  it("calls a stream without its terminal event interrupted", async () => {
    const made = provider(async function* stream() {
      yield { type: "text-delta", part: 0, text: "ha" };
    });
    expect((await collect(made)).at(-1)).to.deep.equal({ type: "finish", stop: { reason: "interrupted" } });
  });

  it("makes the error event of a typed throw", async () => {
    const made = provider(() => throwing(new AinError("rate-limit", "Slow down.")));
    const [event] = await collect(made);
    expect(event?.type === "error" && event.error.code).to.equal("rate-limit");
  });

  it("names the plugin of a provider that has a bug", async () => {
    const made = provider(() => {
      throw new TypeError("x is not a function");
    });
    const [event] = await collect(made);
    expect(event?.type === "error" && [event.error.code, event.error.message]).to.deep.equal([
      "plugin",
      'The provider "acme" of plugin-acme failed: x is not a function',
    ]);
  });

  it("calls whatever is thrown after an abort cancelled", async () => {
    const controller = new AbortController();
    const made = provider(() => {
      controller.abort();
      return throwing(new Error("socket closed"));
    });
    const [event] = await collect(made, controller.signal);
    expect(event?.type === "error" && event.error.code).to.equal("cancelled");
  });
});
