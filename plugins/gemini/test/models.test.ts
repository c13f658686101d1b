import { isAinError, type ModelInfo } from "@ainative-code/sdk";
import { answeringFetch, inMemoryHost, type PreparedAnswer } from "@ainative-code/test-kit";
import { expect } from "chai";
import gemini from "../src/provider.ts";
import { local, refused } from "./scene.ts";

interface Listed {
  readonly models: readonly ModelInfo[];
  readonly urls: readonly string[];
}

async function list(answers: readonly PreparedAnswer[], config: Readonly<Record<string, unknown>> = local): Promise<Listed> {
  const { fetch, calls } = answeringFetch(answers);
  const host = inMemoryHost({ config, secrets: { apiKey: "AIza-0123456789" }, fetch });
  const models = await gemini.models(host, new AbortController().signal);
  return { models, urls: calls.map(({ url }) => url) };
}

const page = (models: readonly object[], more: object = {}): PreparedAnswer => ({ body: JSON.stringify({ models, ...more }) });
const entry = (id: string, more: object = {}): object => ({
  name: `models/${id}`,
  supportedGenerationMethods: ["generateContent", "countTokens", "createCachedContent"],
  ...more,
});

describe("the models of the gemini provider", () => {
  it("are those of all pages, then those the user names, each once", async () => {
    const { models, urls } = await list([page([entry("a")], { nextPageToken: "p/2" }), page([entry("b")])], {
      ...local,
      models: ["c", "a"],
    });
    expect(models.map(({ id }) => id)).to.deep.equal(["a", "b", "c"]);
    expect(urls.map((url) => url.slice(url.indexOf("/v1")))).to.deep.equal([
      "/v1beta/models?pageSize=1000",
      "/v1beta/models?pageSize=1000&pageToken=p%2F2",
    ]);
  });

  it("carry names, limits and what they can do", async () => {
    const limits = { inputTokenLimit: 1_048_576, outputTokenLimit: 65_536, topK: 64 };
    const told = entry("gemini-3.5-flash", { displayName: "Gemini 3.5 Flash", thinking: true, ...limits });
    const [model] = (await list([page([told])])).models;
    expect(model).to.deep.include({ id: "gemini-3.5-flash", name: "Gemini 3.5 Flash", maxInput: 1_048_576, maxOutput: 65_536 });
    expect(model?.capabilities).to.deep.include({
      tools: true,
      imageIn: true,
      pdfIn: true,
      imagesInToolResult: true,
      structuredOutput: true,
      topK: true,
      promptCache: { kind: "auto" },
      tokenCount: true,
      thinking: { levels: ["minimal", "low", "medium", "high"], canDisable: false, budget: false },
    });
  });

  it("tell the levels of a model that thinks by a budget, and of one that does not think", async () => {
    const { models } = await list([page([entry("gemini-2.5-flash", { thinking: true }), entry("gemini-2.0-flash")])]);
    const levels = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
    expect(models[0]?.capabilities?.thinking).to.deep.equal({ levels, canDisable: true, budget: true });
    expect(models[0]?.capabilities?.imagesInToolResult).to.equal(true);
    expect(models[1]?.capabilities?.thinking?.levels).to.deep.equal(["none"]);
  });

  it("leave out what writes no text", async () => {
    const others = ["gemini-2.5-flash-image", "gemini-3.1-flash-tts-preview", "gemini-omni-flash-preview"].map((id) => entry(id));
    const embedding = { name: "models/gemini-embedding-2", supportedGenerationMethods: ["embedContent"] };
    const { models } = await list([page([...others, embedding, entry("gemma-4-31b-it")])]);
    expect(models.map(({ id }) => id)).to.deep.equal(["gemma-4-31b-it"]);
  });

  it("are the user's alone where the server has no list, as on Vertex AI", async () => {
    expect((await list([{ status: 404, body: "" }], { ...local, models: ["mine"] })).models).to.deep.equal([{ id: "mine" }]);
    const baseURL = "https://aiplatform.googleapis.com/v1/projects/p/locations/global";
    expect(await list([], { baseURL, models: ["mine"] })).to.deep.equal({ models: [{ id: "mine" }], urls: [] });
  });

  for (const [name, answer, code] of [
    ["a wrong key", refused("API key not valid. Please pass a valid API key."), "auth"],
    ["no list", { body: '{"hello":"world"}' }, "protocol"],
  ] as const) {
    it(`are an error for ${name}`, async () => {
      const error: unknown = await list([answer]).catch((thrown: unknown) => thrown);
      expect(isAinError(error) && error.code).to.equal(code);
    });
  }
});
