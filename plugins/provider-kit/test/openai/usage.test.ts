import { expect } from "chai";
import { chatUsageOf } from "../../src/openai/chat-usage.ts";
import { responsesUsageOf } from "../../src/openai/responses-usage.ts";

describe("what a server says that an answer costs", () => {
  const chat = { prompt_tokens: 10, completion_tokens: 5 };
  const responses = { input_tokens: 10, output_tokens: 5 };

  it("is taken in dollars, as OpenRouter tells it", () => {
    expect(chatUsageOf({ ...chat, cost: 0.00042 })?.reportedUsd).to.equal(0.00042);
    expect(chatUsageOf({ ...chat, cost: 0 })?.reportedUsd, "free is told as well").to.equal(0);
  });

  it("is made dollars of ticks, ten thousand millions to each, as xAI tells it", () => {
    expect(chatUsageOf({ ...chat, cost_in_usd_ticks: 37_756_000 })?.reportedUsd).to.equal(0.0037756);
    expect(responsesUsageOf({ ...responses, cost_in_usd_ticks: 200_000_000 })?.reportedUsd).to.equal(0.02);
  });

  it("is not known where the server says nothing that is a price", () => {
    for (const cost of [undefined, null, "0.1", -1]) {
      expect(chatUsageOf({ ...chat, cost })).not.to.have.property("reportedUsd");
      expect(responsesUsageOf({ ...responses, cost })).not.to.have.property("reportedUsd");
    }
  });
});
