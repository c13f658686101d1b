import type { Message, ProviderRequest } from "@ainative-code/sdk";
import { eventsOf } from "@ainative-code/test-kit";
import { expect } from "chai";
import type { ModelStream } from "../../../src/core/providers/model-stream.ts";
import { textOnly } from "../../../src/core/providers/text-only.ts";
import { aRequest } from "../a-request.ts";

const image = { type: "image", mediaType: "image/png", data: "AAAA" } as const;
const words = "[An image (image/png) stands here, which this model can't see.]";
const base = { id: "1", createdAt: "2026-01-01T00:00:00.000Z" };
const seen: readonly Message[] = [
  { ...base, role: "user", parts: [{ type: "text", text: "Look" }, image] },
  { ...base, role: "tool", parts: [{ type: "tool-result", callId: "c", name: "read", status: "ok", content: [image, { type: "text", text: "t" }] }] },
];

function scene(isBlind: boolean): { stream: ModelStream; sent: ProviderRequest[]; asked: string[] } {
  const [sent, asked]: [ProviderRequest[], string[]] = [[], []];
  const inner: ModelStream = async function* stream(request) {
    sent.push(request);
    yield { type: "start", origin: { provider: "p", api: "a", model: "m" }, warnings: ["first"] };
    yield { type: "finish", stop: { reason: "stop" } };
  };
  const stream = textOnly(inner, async () => {
    asked.push("asked");
    return isBlind;
  });
  return { stream, sent, asked };
}

describe("images for a model that takes text only", () => {
  it("become lines of text wherever they stand, and the person hears of it", async () => {
    const { stream, sent } = scene(true);
    const events = await eventsOf(stream(aRequest({ messages: seen })));
    expect(sent[0]?.messages.map(({ parts }) => parts)).to.deep.equal([
      [{ type: "text", text: "Look" }, { type: "text", text: words }],
      [{ type: "tool-result", callId: "c", name: "read", status: "ok", content: [{ type: "text", text: words }, { type: "text", text: "t" }] }],
    ]);
    expect(events[0]).to.deep.include({ warnings: ["first", "This model takes no images: a line of text stands in their place."] });
    expect(seen[0]?.parts[1], "what is saved stays").to.equal(image);
  });

  it("are sent as they are where the model is not known to refuse them", async () => {
    const { stream, sent } = scene(false);
    const request = aRequest({ messages: seen });
    await eventsOf(stream(request));
    expect(sent[0]).to.equal(request);
  });

  it("cost a conversation without images nothing, not even the question", async () => {
    const { stream, asked } = scene(true);
    await eventsOf(stream(aRequest({})));
    expect(asked).to.deep.equal([]);
  });
});
