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

  it("has what another vendor takes on the user's own key besides the router's fee, and is not known without it", () => {
    const upstream = { upstream_inference_cost: 0.75 };
    expect(chatUsageOf({ ...chat, cost: 0.25, is_byok: true, cost_details: upstream })?.reportedUsd).to.equal(1);
    expect(responsesUsageOf({ ...responses, cost: 0, is_byok: true, cost_details: upstream })?.reportedUsd).to.equal(0.75);
    expect(chatUsageOf({ ...chat, cost: 0.75, is_byok: false, cost_details: upstream })?.reportedUsd, "told for all, paid once").to.equal(0.75);
    expect(chatUsageOf({ ...chat, cost: 0, is_byok: true, cost_details: { upstream_inference_cost: null } })).not.to.have.property("reportedUsd");
  });

  it("is not known where the server says nothing that is a price", () => {
    for (const cost of [undefined, null, "0.1", -1]) {
      expect(chatUsageOf({ ...chat, cost })).not.to.have.property("reportedUsd");
      expect(responsesUsageOf({ ...responses, cost })).not.to.have.property("reportedUsd");
    }
  });
});

describe("the tokens that a server tells", () => {
  it("are not taken for nothing where they are no number, or more than one can hold", () => {
    for (const count of ["7", true, Number.POSITIVE_INFINITY, -2_000_000]) {
      expect(chatUsageOf({ prompt_tokens: 10, completion_tokens: count })?.output.total, String(count)).not.to.satisfy((total: number) => total >= 0 && total <= 1e9);
      expect(responsesUsageOf({ input_tokens: count, output_tokens: 1 })?.input.total, String(count)).not.to.satisfy((total: number) => total >= 0 && total <= 1e9);
    }
  });

  it("are none where there is no count at all", () => {
    expect(chatUsageOf({})).to.equal(undefined);
    expect(chatUsageOf({ prompt_tokens: null, completion_tokens: null })).to.equal(undefined);
    expect(chatUsageOf({ cost: 0.1 })?.reportedUsd).to.equal(0.1);
  });
});
