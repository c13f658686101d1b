import { AinError, isAinError } from "@ainative-code/sdk";
import type { Provider, StreamEvent } from "@ainative-code/sdk";
import { inMemoryHost } from "@ainative-code/test-kit";
import { expect } from "chai";
import { discreet } from "../../../src/core/providers/discreet-provider.ts";
import { aRequest } from "../a-request.ts";

const hide = (text: string): string => text.replaceAll("the-key", "[hidden]");
const telling = new AinError("protocol", "It sent the-key.", { details: { data: ["x the-key y"] }, requestId: "the-key", actions: ["Look at the-key"], status: 400, cause: "the-key" });

function throwing(thrown: Error): Provider {
  const failing = async (): Promise<never> => Promise.reject(thrown);
  return {
    id: "p",
    models: failing,
    countTokens: failing,
    async *stream() {
      yield await failing();
    },
  };
}

async function thrownBy(provider: Provider): Promise<readonly unknown[]> {
  const host = inMemoryHost();
  const drained = async (): Promise<void> => {
    for await (const _ of provider.stream(aRequest(), host));
  };
  const works = [drained(), provider.models(host, new AbortController().signal), provider.countTokens?.(aRequest(), host)];
  return Promise.all(works.map(async (work) => Promise.resolve(work).catch((thrown: unknown) => thrown)));
}

async function* streamOf(events: readonly StreamEvent[]): AsyncGenerator<StreamEvent> {
  await Promise.resolve();
  yield* events;
}

describe("a provider whose errors hold no secret", () => {
  it("hides it in every part of an error, and leaves the rest as it is", async () => {
    for (const thrown of await thrownBy(discreet(throwing(telling), hide))) {
      expect(isAinError(thrown)).to.equal(true);
      expect(JSON.stringify([thrown, String(thrown)])).to.not.include("the-key");
      expect(thrown).to.deep.include({ code: "protocol", status: 400, message: "It sent [hidden].", details: { data: ["x [hidden] y"] } });
    }
  });

  it("gives an error without a secret as it came", async () => {
    const plain = new AinError("overloaded", "Busy.");
    expect(await thrownBy(discreet(throwing(plain), hide))).to.deep.equal([plain, plain, plain]);
  });

  it("hides it in bugs", async () => {
    for (const thrown of await thrownBy(discreet(throwing(new TypeError("bad the-key")), hide))) {
      expect(thrown).to.have.property("message", "bad [hidden]");
      expect(thrown).to.have.property("stack").that.does.not.include("the-key");
    }
  });

  it("hides it in an error event, and touches no other event", async () => {
    const events: StreamEvent[] = [{ type: "text-delta", part: 0, text: "the-key" }, { type: "error", error: telling }];
    const provider: Provider = { id: "p", models: () => Promise.resolve([]), stream: () => streamOf(events) };
    const told: StreamEvent[] = [];
    for await (const event of discreet(provider, hide).stream(aRequest(), inMemoryHost())) told.push(event);
    expect(told[0]).to.equal(events[0]);
    expect(told[1]).to.have.nested.property("error.message", "It sent [hidden].");
  });
});
