import type { AssistantMessage, Part } from "@ainative-code/sdk";
import { hi } from "@ainative-code/test-kit";
import { expect } from "chai";
import { claude, sentFor } from "../scene.ts";

const signed: Part = { type: "thinking", text: "Hm.", native: { signature: "c2ln" } };
const hidden: Part = { type: "thinking", text: "", native: { signature: "aGlk" } };
const unsigned: Part = { type: "thinking", text: "Aha." };
const redacted: Part = { type: "thinking", text: "", redacted: true, native: { redactedContent: "ZW5j" } };
const said: Part = { type: "text", text: "So." };

function sentBack(model: string, parts: readonly Part[], origin: Partial<AssistantMessage["origin"]> = {}): unknown {
  const answer: AssistantMessage = {
    id: "a",
    role: "assistant",
    createdAt: hi.createdAt,
    origin: { provider: "bedrock", api: "converse", model, ...origin },
    stop: { reason: "stop" },
    parts: [...parts, said],
  };
  const { messages } = sentFor({ model, messages: [hi, answer, hi] }).body;
  return Array.isArray(messages) ? (messages[1] as { content: unknown }).content : undefined;
}

const thinking = (text: string, signature?: string): object => ({
  reasoningContent: { reasoningText: { text, ...(signature === undefined ? {} : { signature }) } },
});

describe("earlier thinking at Bedrock", () => {
  it("goes back to Claude as it was signed or encrypted, and not at all without either", () => {
    expect(sentBack(claude, [signed, hidden, unsigned, redacted])).to.deep.equal([
      thinking("Hm.", "c2ln"),
      thinking("", "aGlk"),
      { reasoningContent: { redactedContent: "ZW5j" } },
      { text: "So." },
    ]);
  });

  it("goes back to others without a signature, which they refuse", () => {
    expect(sentBack("us.deepseek.r1-v1:0", [signed, hidden, unsigned, redacted])).to.deep.equal([
      thinking("Hm."),
      thinking("Aha."),
      { text: "So." },
    ]);
    expect(sentBack("us.amazon.nova-2-lite-v1:0", [signed, unsigned])).to.deep.equal([{ text: "So." }]);
  });

  it("goes back as it came to a model whose id tells nothing", () => {
    expect(sentBack("arn:aws:bedrock:us-east-1:1:application-inference-profile/x", [signed, unsigned])).to.deep.equal([
      thinking("Hm.", "c2ln"),
      thinking("Aha."),
      { text: "So." },
    ]);
  });

  it("goes to no other model, wire format or vendor", () => {
    for (const origin of [{ model: "anthropic.claude-x" }, { api: "messages" }, { provider: "anthropic" }]) {
      expect(sentBack(claude, [signed, unsigned, redacted], origin)).to.deep.equal([{ text: "So." }]);
    }
  });

  it("goes with what a text cited, to the same model only", () => {
    const citations = [{ title: "Notes", location: { web: { url: "https://notes.example" } } }];
    const cited: Part = { type: "text", text: "Green.", native: { citations } };
    expect(sentBack(claude, [cited])).to.deep.equal([{ citationsContent: { content: [{ text: "Green." }], citations } }, { text: "So." }]);
    expect(sentBack(claude, [cited], { model: "other" })).to.deep.equal([{ text: "Green." }, { text: "So." }]);
  });
});
