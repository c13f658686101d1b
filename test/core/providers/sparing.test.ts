import { AinError } from "@ainative-code/sdk";
import type { ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import type { Learned, LearnedBook } from "../../../src/core/providers/learned.ts";
import type { ModelStream } from "../../../src/core/providers/model-stream.ts";
import { sparing } from "../../../src/core/providers/sparing.ts";
import { aRequest } from "../a-request.ts";

const createdAt = "2026-01-01T00:00:00.000Z";
const image = { type: "image", mediaType: "image/png", data: "AAAA" } as const;
const pdf = { type: "file", mediaType: "application/pdf", name: "plan.pdf", data: "AAAA" } as const;
const everything: ProviderRequest = aRequest({
  tools: [{ name: "read", description: "", input: {} }],
  toolChoice: "required",
  effort: "high",
  messages: [
    { id: "1", role: "user", createdAt, parts: [image, pdf, { type: "text", text: "See." }] },
    { id: "2", role: "tool", createdAt, parts: [{ type: "tool-result", callId: "c", name: "read", status: "ok", content: [image] }] },
  ],
});

function book(known: Learned = {}): LearnedBook & { now: Learned } {
  return {
    now: known,
    known() {
      return this.now;
    },
    learn(lesson) {
      const merged = Object.entries({ ...this.now, ...lesson }).filter(([, known]) => known !== undefined);
      this.now = Object.fromEntries(merged);
    },
  };
}

function server(refusal?: string): { readonly stream: ModelStream; readonly asked: ProviderRequest[] } {
  const asked: ProviderRequest[] = [];
  return {
    asked,
    async *stream(request) {
      asked.push(request);
      if (refusal !== undefined) {
        yield { type: "error", error: new AinError("invalid-request", refusal) };
        return;
      }
      yield { type: "start", origin: { provider: "p", api: "a", model: "m" } };
      yield { type: "finish", stop: { reason: "stop" } };
    },
  };
}

async function all(stream: AsyncIterable<StreamEvent>): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

describe("sparing a model what it refuses", () => {
  it("changes nothing where nothing is known, or where it works", async () => {
    const { stream, asked } = server();
    const events = await all(sparing(stream, book({ tools: true }))(everything));
    expect(asked).to.deep.equal([everything]);
    expect(events[0]).to.not.have.property("warnings");
  });

  it("offers no tools, asks for no thinking and sends words in the place of pictures and files", async () => {
    const { stream, asked } = server();
    const events = await all(sparing(stream, book({ tools: false, thinking: false, imageIn: false, pdfIn: false }))(everything));
    const [request] = asked;
    expect(request).to.deep.include({ tools: [] }).and.not.have.any.keys("effort", "toolChoice");
    const sent = JSON.stringify(request?.messages);
    expect(sent).to.not.include("AAAA").and.not.match(/"type":"(image|file)"/);
    expect(sent).to.include("plan.pdf (application/pdf) stands here").and.include("An image (image/png) stands here").and.include("See.");
    expect(events[0]).to.have.property("warnings").with.lengthOf(4);
  });

  it("learns from a refusal, and has the request tried again without it", async () => {
    const { stream } = server("m does not support tools");
    const own = book();
    const [event] = await all(sparing(stream, own)(everything));
    expect(event).to.have.nested.property("error.retryable", true);
    expect(own.now).to.deep.equal({ tools: false });
    const [again] = await all(sparing(stream, own)(everything));
    expect(again, "a server that refuses it all the same").to.have.nested.property("error.retryable", false);
  });

  it("learns nothing about what was not asked for", async () => {
    const { stream } = server("m does not support tools");
    const own = book();
    const [event] = await all(sparing(stream, own)(aRequest({ tools: [] })));
    expect(event).to.have.nested.property("error.retryable", false);
    expect(own.now).to.deep.equal({});
  });
});
