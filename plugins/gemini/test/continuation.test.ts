import { sentBody, textOf } from "@ainative-code/test-kit";
import { expect } from "chai";
import { ask, local, recorded, refused, streamed } from "./scene.ts";

const piece = (text: string): object => ({ content: { role: "model", parts: [{ text }] } });
const counts = (promptTokenCount: number, candidatesTokenCount: number): object => ({ promptTokenCount, candidatesTokenCount });
const paused = (token: string, text: string): object => ({
  candidates: [{ ...piece(text), finishReason: "CONTINUATION", continuationToken: token }],
  usageMetadata: counts(10, 100),
});
const last = {
  candidates: [{ ...piece(" Three."), finishReason: "STOP" }],
  usageMetadata: { ...counts(12, 5), cachedContentTokenCount: 4 },
};
const request = { maxOutputTokens: 9000 };

describe("an answer that the vendor delivers in several bodies", () => {
  it("is one answer, with one text, one end and one request each", async () => {
    const answers = [streamed(paused("a", "One.")), streamed(paused("b", " Two.")), streamed(last)];
    const outcome = await ask({ config: local, answers, request });
    expect(textOf(outcome.events)).to.equal("One. Two. Three.");
    expect(outcome.events.filter(({ type }) => type === "text-start" || type === "finish")).to.have.lengthOf(2);
    const bodies = [0, 1, 2].map((index) => sentBody(outcome, index));
    expect(bodies.map((body) => body["continuationToken"])).to.deep.equal([undefined, "a", "b"]);
    expect(bodies[2]).to.deep.equal({ ...bodies[0], continuationToken: "b" });
  });

  it("adds up the output, and counts the input of each later request beside that of the window", async () => {
    const { events } = await ask({ config: local, answers: [streamed(paused("a", "One.")), streamed(last)] });
    const end = events.at(-1);
    const usage = end?.type === "finish" ? end.usage : undefined;
    expect(usage?.input).to.deep.equal({ total: 10, fresh: 10, cacheRead: 0, cacheWrite: 0 });
    expect(usage?.output.total).to.equal(105);
    const step = { type: "continuation", input_tokens: 8, cache_read_input_tokens: 4, output_tokens: 0 };
    expect(usage?.iterations).to.deep.equal([step]);
  });

  it("ends where the vendor gives the same token again, which would bring the same again", async () => {
    const answers = [streamed(paused("a", "One.")), streamed(paused("a", " Two."))];
    const { events, calls } = await ask({ config: local, answers });
    expect(calls).to.have.lengthOf(2);
    const end = events.at(-1);
    expect(end?.type === "finish" && end.stop).to.deep.equal({ reason: "other", raw: "CONTINUATION" });
  });

  it("ends after a bounded number of bodies, whatever the vendor says", async () => {
    const answers = Array.from({ length: 40 }, (_, index) => streamed(paused(`t${index}`, ".")));
    const { events, calls } = await ask({ config: local, answers });
    expect(calls).to.have.lengthOf(33);
    expect(events.at(-1)?.type).to.equal("finish");
  });

  it("fails with what a later request fails with, and is interrupted where a later body is cut", async () => {
    const failed = await ask({ config: local, answers: [streamed(paused("a", "One.")), refused("x", "UNAVAILABLE", 503)] });
    expect(failed.error?.code).to.equal("overloaded");
    expect(textOf(failed.events)).to.equal("One.");
    const cut = await ask({ config: local, answers: [streamed(paused("a", "One.")), recorded("cut-in-event")] });
    const end = cut.events.at(-1);
    expect(end?.type === "finish" && end.stop.reason).to.equal("interrupted");
  });

  it("carries no half event of one body into the next", async () => {
    const first = streamed(paused("a", "One."));
    const torn = { ...first, body: [...[first.body ?? ""].flat(), 'data: {"candidates": [{"conte'] };
    const { events, error } = await ask({ config: local, answers: [torn, streamed(last)] });
    expect(error).to.equal(undefined);
    expect(textOf(events)).to.equal("One. Three.");
  });
});
