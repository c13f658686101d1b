import type { Effort } from "@ainative-code/sdk";
import { expect } from "chai";
import { claude, sentFor } from "../scene.ts";

const fieldsFor = (model: string, effort?: Effort, config = {}): unknown =>
  sentFor({ model, ...(effort === undefined ? {} : { effort }) }, config).body["additionalModelRequestFields"];

const shown = { type: "adaptive", display: "summarized" };
const haiku45 = "us.anthropic.claude-haiku-4-5-20251001-v1:0";

describe("effort at Bedrock", () => {
  const cases: readonly (readonly [string, string, Effort | undefined, unknown])[] = [
    ["a Claude that thinks by itself", claude, undefined, { thinking: shown }],
    ["Claude at its hardest", claude, "max", { thinking: shown, output_config: { effort: "max" } }],
    ["a Claude that always thinks", claude, "none", { thinking: shown, output_config: { effort: "low" } }],
    ["a Claude that can stop", "anthropic.claude-sonnet-4-6", "none", { thinking: { type: "disabled" } }],
    ["a Claude without this level", "anthropic.claude-sonnet-4-6", "xhigh", { thinking: shown, output_config: { effort: "high" } }],
    ["a Claude with a budget", haiku45, "low", { thinking: { type: "enabled", budget_tokens: 4096 } }],
    ["a Claude with a budget, not asked", haiku45, undefined, undefined],
    ["a Claude with a budget, none", haiku45, "none", undefined],
    ["a Claude that does not think", "anthropic.claude-3-haiku-20240307-v1:0", "high", undefined],
    ["Nova 2", "us.amazon.nova-2-lite-v1:0", "medium", { reasoningConfig: { type: "enabled", maxReasoningEffort: "medium" } }],
    ["Nova 2, none", "us.amazon.nova-2-lite-v1:0", "none", { reasoningConfig: { type: "disabled" } }],
    ["Nova 2 at most", "us.amazon.nova-2-lite-v1:0", "max", { reasoningConfig: { type: "enabled", maxReasoningEffort: "high" } }],
    ["the first Nova", "amazon.nova-pro-v1:0", "high", undefined],
    ["OpenAI's open models", "openai.gpt-oss-120b-1:0", "medium", { reasoning_effort: "medium" }],
    ["OpenAI's open models, none", "openai.gpt-oss-120b-1:0", "none", { reasoning_effort: "low" }],
    ["OpenAI's other models", "us.openai.gpt-5.5", "xhigh", { reasoning: { effort: "xhigh" } }],
    ["others", "us.deepseek.r1-v1:0", "high", undefined],
  ];
  for (const [name, model, effort, fields] of cases) {
    it(`of ${name}`, () => expect(fieldsFor(model, effort)).to.deep.equal(fields));
  }

  it("that is not sent is told", () => {
    expect(sentFor({ model: "us.deepseek.r1-v1:0", effort: "high" }).warnings).to.deep.equal([
      "effort is not sent: this model does not know it.",
    ]);
    expect(sentFor({ model: haiku45, effort: "high", maxOutputTokens: 100 }).warnings.join()).to.include("no room to think");
  });

  it("leaves a budget below the answer, and gives the most effort room", () => {
    expect(fieldsFor(haiku45, "max")).to.deep.equal({ thinking: { type: "enabled", budget_tokens: 48_000 } });
    expect(sentFor({ model: haiku45, effort: "max" }).body["inferenceConfig"]).to.deep.equal({ maxTokens: 64_000 });
    expect(sentFor({ model: haiku45, maxOutputTokens: 60_000, limitedBy: "budget" }).body["inferenceConfig"], "a budget raises nothing").to.deep.equal({ maxTokens: 32_000 });
    expect(sentFor({ model: haiku45, maxOutputTokens: 99_999 }).body["inferenceConfig"]).to.deep.equal({ maxTokens: 64_000 });
  });

  it("of Nova at its hardest takes no limit and no sampling", () => {
    const { body, warnings } = sentFor({ model: "us.amazon.nova-2-lite-v1:0", effort: "high", maxOutputTokens: 100, temperature: 0.5 });
    expect(body).not.to.have.property("inferenceConfig");
    expect(warnings).to.deep.equal([
      "temperature not sent: a model that thinks does not take it.",
      "maxTokens not sent: this effort takes no limit.",
    ]);
  });
});

describe("sampling at Bedrock", () => {
  it("goes where the model takes it", () => {
    const sampling = { temperature: 0.5, topP: 0.9, topK: 40 };
    const llama = sentFor({ model: "meta.llama3-3-70b-instruct-v1:0", ...sampling });
    expect(llama.body["inferenceConfig"]).to.deep.equal({ temperature: 0.5, topP: 0.9 });
    expect(llama.warnings).to.deep.equal(["topK not sent: this model does not take it."]);
    const nova = sentFor({ model: "amazon.nova-pro-v1:0", ...sampling });
    expect(nova.body["additionalModelRequestFields"]).to.deep.equal({ inferenceConfig: { topK: 40 } });
    const haiku = sentFor({ model: haiku45, ...sampling });
    expect(haiku.body["inferenceConfig"]).to.deep.equal({ maxTokens: 32_000, temperature: 0.5 });
    expect(haiku.body["additionalModelRequestFields"]).to.deep.equal({ top_k: 40 });
    expect(sentFor(sampling).warnings).to.deep.equal(["temperature, topP, topK not sent: a model that thinks does not take it."]);
  });

  it("and stop sequences are not sent to OpenAI's models", () => {
    const { body, warnings } = sentFor({ model: "openai.gpt-oss-20b-1:0", stopSequences: ["X"] });
    expect(body).not.to.have.property("inferenceConfig");
    expect(warnings).to.deep.equal(["stopSequences not sent: this model does not take them."]);
  });
});

describe("cache points at Bedrock", () => {
  const count = (model: string, config = {}): number =>
    JSON.stringify(sentFor({ model, system: ["s"], tools: [{ name: "t", description: "", input: {} }] }, { cache: "5m", ...config }).body).split(
      '"cachePoint"',
    ).length - 1;

  it("are set for models that know them, among the tools only where they may be", () => {
    expect(count(claude)).to.equal(3);
    expect(count("us.amazon.nova-2-lite-v1:0")).to.equal(2);
    expect(count("meta.llama3-3-70b-instruct-v1:0")).to.equal(0);
    expect(count("anthropic.claude-3-haiku-20240307-v1:0")).to.equal(0);
    expect(count("arn:aws:bedrock:us-east-1:1:application-inference-profile/x")).to.equal(3);
    expect(count(claude, { cache: "off" })).to.equal(0);
  });

  it("are kept for an hour where that is asked for and known", () => {
    const hour = JSON.stringify(sentFor({ system: ["s"] }, { cache: "1h" }).body);
    expect(hour).to.include('{"cachePoint":{"type":"default","ttl":"1h"}}');
    expect(JSON.stringify(sentFor({ model: "amazon.nova-pro-v1:0", system: ["s"] }, { cache: "1h" }).body)).not.to.include("ttl");
  });

  it("leave the beginning of a conversation as it was", () => {
    const answer = { id: "a", role: "assistant", createdAt: "", origin: { provider: "bedrock", api: "converse", model: claude }, stop: { reason: "stop" }, parts: [{ type: "text", text: "a" }] } as const;
    const user = (text: string) => ({ id: text, role: "user", createdAt: "", parts: [{ type: "text", text }] }) as const;
    const plain = (messages: Parameters<typeof sentFor>[0]["messages"] & object): string =>
      JSON.stringify(sentFor({ messages }, { cache: "5m" }).body["messages"]).replaceAll(',{"cachePoint":{"type":"default"}}', "");
    const short = plain([user("1"), answer, user("2")]);
    expect(plain([user("1"), answer, user("2"), answer, user("3")]).startsWith(short.slice(0, -1))).to.equal(true);
  });
});
