import type { StopReason } from "@ainative-code/sdk";
import { expect } from "chai";
import { ask, local, streamed } from "./scene.ts";

/** The vendor's words for why it stopped, and ours. */
const table: readonly (readonly [string, StopReason])[] = [
  ["STOP", "stop"],
  ["MAX_TOKENS", "length"],
  ["SAFETY", "content-filter"],
  ["RECITATION", "content-filter"],
  ["BLOCKLIST", "content-filter"],
  ["PROHIBITED_CONTENT", "content-filter"],
  ["SPII", "content-filter"],
  ["IMAGE_SAFETY", "content-filter"],
  ["IMAGE_PROHIBITED_CONTENT", "content-filter"],
  ["IMAGE_RECITATION", "content-filter"],
  ["IMAGE_OTHER", "content-filter"],
  ["MALFORMED_FUNCTION_CALL", "malformed-tool-call"],
  ["UNEXPECTED_TOOL_CALL", "malformed-tool-call"],
  ["TOO_MANY_TOOL_CALLS", "other"],
  ["MALFORMED_RESPONSE", "other"],
  ["LANGUAGE", "other"],
  ["NO_IMAGE", "other"],
  ["OTHER", "other"],
  ["A_WORD_OF_TOMORROW", "other"],
];

async function stopOf(...chunks: readonly object[]): Promise<unknown> {
  const { events } = await ask({ config: local, answers: [streamed(...chunks)] });
  const end = events.at(-1);
  return end?.type === "finish" ? end.stop : undefined;
}

const ending = (finishReason: string, parts: readonly object[] = [{ text: "Hi" }]): object => ({
  candidates: [{ content: { role: "model", parts }, finishReason }],
});
const call = { functionCall: { name: "list", args: {} } };

describe("why an answer of Gemini ended", () => {
  for (const [raw, reason] of table) {
    it(`${raw}: ${reason}`, async () => expect(await stopOf(ending(raw))).to.deep.equal({ reason, raw }));
  }

  it("is calls, where the vendor stopped for them with the same word", async () => {
    expect(await stopOf(ending("STOP", [call]))).to.deep.equal({ reason: "tool-calls", raw: "STOP" });
    expect(await stopOf(ending("FUNCTION_CALL", [call]))).to.deep.equal({ reason: "tool-calls", raw: "FUNCTION_CALL" });
  });

  it("stays what it is, where calls had come before", async () => {
    for (const [raw, reason] of table.slice(1)) expect(await stopOf(ending(raw, [call]))).to.deep.equal({ reason, raw });
  });

  it("is not known, where the vendor did not say: the answer was interrupted", async () => {
    expect(await stopOf({ candidates: [{ content: { parts: [{ text: "Hi" }] } }] })).to.deep.equal({ reason: "interrupted" });
    expect(await stopOf({ usageMetadata: { promptTokenCount: 3 } })).to.deep.equal({ reason: "interrupted" });
    expect(await stopOf()).to.deep.equal({ reason: "interrupted" });
  });

  it("is the filter, where the request itself was blocked and there is no answer", async () => {
    for (const candidates of [undefined, []]) {
      const blocked = { promptFeedback: { blockReason: "JAILBREAK" }, ...(candidates === undefined ? {} : { candidates }) };
      expect(await stopOf(blocked)).to.deep.include({ reason: "content-filter", raw: "JAILBREAK" });
    }
  });
});
