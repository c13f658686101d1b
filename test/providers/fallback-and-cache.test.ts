import type { AssistantMessage, Message, StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import { orderFaults } from "../../plugins/test-kit/src/conformance/provider/laws/event-order.ts";
import { AnswerBuilder } from "../../src/core/providers/answer-builder.ts";
import { fallingBack } from "../../src/core/providers/fallback.ts";
import type { ModelStream } from "../../src/core/providers/model-stream.ts";
import { singleAttempt } from "../../src/core/providers/single-attempt.ts";
import { caching } from "../../src/core/response-cache/caching-stream.ts";
import { MemoryStore } from "../../src/core/response-cache/memory-store.ts";
import { aRequest } from "../core/a-request.ts";
import { answering, type VendorAnswer } from "./vendors/answering.ts";
import { vendors, type Vendor } from "./vendors/vendors.ts";

const createdAt = "2026-01-01T00:00:00.000Z";
const question: Message = { id: "1", role: "user", createdAt, parts: [{ type: "text", text: "Hi" }] };
const overloaded: VendorAnswer = { status: 529, body: '{"error":{"message":"No."}}' };

interface Heard {
  readonly events: readonly StreamEvent[];
  readonly message: AssistantMessage;
}

async function heard(stream: ModelStream, messages: readonly Message[] = [question]): Promise<Heard> {
  const builder = new AnswerBuilder({ provider: "none", api: "", model: "m" }, () => 0);
  const events: StreamEvent[] = [];
  for await (const event of stream(aRequest({ messages }))) {
    events.push(event);
    builder.add(event);
  }
  return { events, message: builder.message("2") };
}

function streamOf(vendor: Vendor, ...answers: readonly VendorAnswer[]): ModelStream {
  return singleAttempt(vendor.provider, answering(vendor, answers).host);
}

/** A conversation that this vendor has taken part in, up to the results of the tools it called. */
async function conversationWith(vendor: Vendor): Promise<readonly Message[]> {
  const { message } = await heard(streamOf(vendor, { body: vendor.calls }));
  const results = message.parts.flatMap((part): Message["parts"] => {
    if (part.type !== "tool-call") return [];
    return [{ type: "tool-result", callId: part.id, name: part.name, status: "ok", content: [{ type: "text", text: "done" }] }];
  });
  return [question, message, { id: "3", role: "tool", createdAt, parts: results }];
}

for (const from of vendors) {
  describe(`where ${from.name} is overloaded`, () => {
    for (const to of vendors) {
      it(`${to === from ? "another model of the vendor" : to.name} goes on with the conversation`, async () => {
        const messages = await conversationWith(from);
        const chain = fallingBack([
          { model: { provider: from.provider.id, model: "first" }, open: async () => streamOf(from, overloaded) },
          { model: { provider: to.provider.id, model: "second" }, open: async () => streamOf(to, { body: to.whole }) },
        ]);
        const { events, message } = await heard(chain, messages);
        expect(events[0]).to.deep.include({ type: "fallback", from: `${from.provider.id}/first`, to: `${to.provider.id}/second` });
        expect(message.origin).to.include({ provider: to.provider.id, model: "second" });
        expect(message.stop.reason).to.equal("stop");
      });
    }
  });
}

describe("the response cache, with every vendor,", () => {
  for (const vendor of vendors) {
    for (const kind of ["whole", "calls"] as const) {
      it(`gives ${vendor.name}'s ${kind === "whole" ? "text" : "calls"} again, by the law of the order of events`, async () => {
        const cache = {
          store: new MemoryStore({ ttlMs: 1000, maxEntries: 10, maxBytes: 1_000_000, now: () => 0 }),
          flights: new Map(),
          anyTemperature: true,
          maxLength: 100_000,
          onProblem: (thrown: unknown) => expect.fail(String(thrown)),
        };
        const stream = caching(streamOf(vendor, { body: vendor[kind] }), { provider: vendor.provider.id, settings: vendor.config }, cache);
        const [first, again] = [await heard(stream), await heard(stream)];
        expect(again.message).to.deep.equal({ ...first.message, cached: true });
        expect(orderFaults({ events: again.events, error: undefined, sent: [] })).to.deep.equal([]);
      });
    }
  }
});
