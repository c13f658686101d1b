import { isAinError, type ModelInfo } from "@ainative-code/sdk";
import { answeringFetch, inMemoryHost, type PreparedAnswer } from "@ainative-code/test-kit";
import { expect } from "chai";
import anthropic from "../src/provider.ts";
import { local, refused } from "./scene.ts";

interface Listed {
  readonly models: readonly ModelInfo[];
  readonly urls: readonly string[];
}

async function list(answers: readonly PreparedAnswer[], config: Readonly<Record<string, unknown>> = local): Promise<Listed> {
  const { fetch, calls } = answeringFetch(answers);
  const host = inMemoryHost({ config, secrets: { apiKey: "sk-ant-0123456789" }, fetch });
  const models = await anthropic.models(host, new AbortController().signal);
  return { models, urls: calls.map(({ url }) => url) };
}

const page = (data: readonly unknown[], more: object = {}): PreparedAnswer => ({ body: JSON.stringify({ data, ...more }) });
const yes = { supported: true };
const no = { supported: false };

const sonnet = {
  type: "model",
  id: "claude-sonnet-5-5",
  display_name: "Claude Sonnet 5.5",
  lifecycle: "active",
  max_input_tokens: 1_000_000,
  max_tokens: 128_000,
  capabilities: {
    citations: yes,
    image_input: yes,
    pdf_input: yes,
    structured_outputs: yes,
    effort: { supported: true, low: yes, medium: yes, high: yes, xhigh: yes, max: yes },
    thinking: { supported: true, types: { adaptive: yes, enabled: no, disabled: no, between_tools: yes } },
  },
};

describe("the models of the anthropic provider", () => {
  it("are those of all pages, then those the user names, each once", async () => {
    const { models, urls } = await list(
      [page([{ id: "a" }], { has_more: true, last_id: "a/1" }), page([{ id: "b" }], { has_more: false })],
      { ...local, models: ["c", "a"] },
    );
    expect(models).to.deep.equal([{ id: "a" }, { id: "b" }, { id: "c" }]);
    expect(urls.map((url) => url.slice(url.indexOf("/v1")))).to.deep.equal([
      "/v1/models?limit=1000",
      "/v1/models?limit=1000&after_id=a%2F1",
    ]);
  });

  it("carry names, limits and what the vendor says they can do", async () => {
    const [model] = (await list([page([sonnet])])).models;
    const named = { id: "claude-sonnet-5-5", name: "Claude Sonnet 5.5" };
    expect(model).to.deep.include({ ...named, maxInput: 1_000_000, maxOutput: 128_000 });
    expect(model?.capabilities).to.deep.include({
      tools: true,
      forcedTool: false,
      imageIn: true,
      pdfIn: true,
      structuredOutput: true,
      temperature: false,
      citations: true,
      tokenCount: true,
      thinking: { levels: ["none", "low", "medium", "high", "xhigh", "max"], canDisable: false, budget: false },
    });
  });

  it("tell the levels of a model that thinks by a budget, and of one that does not think", async () => {
    const byBudget = { thinking: { supported: true, types: { adaptive: no, enabled: yes, disabled: yes } }, effort: no };
    const none = { thinking: { supported: false, types: {} }, image_input: no };
    const { models } = await list([page([{ id: "x", capabilities: byBudget }, { id: "y", capabilities: none }])]);
    expect(models[0]?.capabilities?.thinking).to.deep.equal({
      levels: ["none", "minimal", "low", "medium", "high", "xhigh", "max"],
      canDisable: true,
      budget: true,
    });
    expect(models[1]?.capabilities).to.deep.include({ imageIn: false, pdfIn: undefined });
    expect(models[1]?.capabilities?.thinking?.levels).to.deep.equal(["none"]);
  });

  it("leave out what answers no more", async () => {
    const retired = { id: "claude-2", lifecycle: "retired" };
    expect((await list([page([retired, { id: "old", lifecycle: "deprecated" }])])).models).to.deep.equal([{ id: "old" }]);
  });

  it("are the user's alone where the server has no list", async () => {
    const { models } = await list([{ status: 404, body: "" }], { ...local, models: ["mine"] });
    expect(models).to.deep.equal([{ id: "mine" }]);
  });

  for (const [name, answer, code] of [
    ["a wrong key", refused("invalid x-api-key", "authentication_error", 401), "auth"],
    ["no list", { body: '{"hello":"world"}' }, "protocol"],
  ] as const) {
    it(`are an error for ${name}`, async () => {
      const error: unknown = await list([answer]).catch((thrown: unknown) => thrown);
      expect(isAinError(error) && error.code).to.equal(code);
    });
  }
});
