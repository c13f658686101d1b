import { expect } from "chai";
import { answeringFetch, inMemoryHost, type PreparedAnswer } from "@ainative-code/test-kit";
import { FactBook } from "../../src/facts/fact-book.ts";
import { modelFactsOf, type ModelFacts } from "../../src/facts/model-facts.ts";
import { fullName } from "../../src/facts/model-name.ts";
import { serverOf } from "../../src/server.ts";
import { settingsOf } from "../../src/settings.ts";

const { signal } = new AbortController();
const shown: PreparedAnswer = { body: JSON.stringify({ capabilities: ["completion", "tools"] }) };

async function asked(answers: readonly PreparedAnswer[], times: number): Promise<readonly ModelFacts["tools"][]> {
  const { fetch, calls } = answeringFetch(answers);
  const server = await serverOf(inMemoryHost({ fetch, secrets: { apiKey: undefined } }), settingsOf({}));
  const book = new FactBook();
  const tools: ModelFacts["tools"][] = [];
  for (let time = 0; time < times; time += 1) tools.push((await book.of(server, "m", signal)).tools);
  expect(calls).to.have.lengthOf(answers.length);
  return tools;
}

describe("what is known of a model", () => {
  it("is asked for once", async () => {
    expect(await asked([shown], 3)).to.deep.equal([true, true, true]);
  });

  it("is asked for again where the server had a bad moment", async () => {
    const bad = [{ status: 500, body: "oops" }, { status: 404, body: "{}" }];
    expect(await asked([...bad, shown], 4)).to.deep.equal([undefined, undefined, true, true]);
  });

  it("is not asked for again where the server has nothing to tell", async () => {
    expect(await asked([{ body: "no JSON" }], 2)).to.deep.equal([undefined, undefined]);
  });

  it("is unknown, and so permitted, where the answer is strange", () => {
    const wrong = { capabilities: "tools", model_info: [], parameters: 7, details: null };
    for (const answer of [undefined, null, [], "x", {}, wrong]) {
      expect(modelFactsOf("m", answer)).to.deep.equal({
        completes: undefined,
        tools: undefined,
        vision: undefined,
        thinking: undefined,
        thinksInLevels: false,
        alwaysThinks: false,
        contextLength: undefined,
        modelfileWindow: undefined,
        remote: false,
      });
    }
  });

  it("has the context of its architecture, of any, or of the list", () => {
    const length = (answer: unknown): number | undefined => modelFactsOf("m", answer).contextLength;
    const lengths = { "clip.context_length": 77, "qwen3.context_length": 40_960 };
    expect(length({ model_info: { "general.architecture": "qwen3", ...lengths } })).to.equal(40_960);
    expect(length({ model_info: { "llama.context_length": 8192 } })).to.equal(8192);
    expect(length({ details: { context_length: 4096 } })).to.equal(4096);
    expect(length({ model_info: { "llama.context_length": 0 }, details: {} })).to.equal(undefined);
  });

  it("tells gpt-oss by its family or its name, and renderers that know levels", () => {
    expect(modelFactsOf("mine", { details: { family: "gptoss" } })).to.include({ alwaysThinks: true, thinksInLevels: true });
    expect(modelFactsOf("hf.co/someone/gpt-oss-20b", {})).to.include({ alwaysThinks: true });
    expect(modelFactsOf("qwen3.8", { renderer: "qwen3.8" })).to.include({ alwaysThinks: false, thinksInLevels: true });
    expect(modelFactsOf("not-gpt-ossified", {})).to.include({ alwaysThinks: false });
  });
});

describe("the name of a model", () => {
  for (const [name, full] of [
    ["llama3", "llama3:latest"],
    ["Qwen3:8B", "qwen3:8b"],
    ["registry.ollama.ai/library/llama3", "llama3:latest"],
    ["library/llama3:70b", "llama3:70b"],
    ["localhost:5000/me/model", "localhost:5000/me/model:latest"],
    ["hf.co/bartowski/Llama:Q4_K_M", "hf.co/bartowski/llama:q4_k_m"],
  ] as const) {
    it(`${name} is ${full} in the server's lists`, () => {
      expect(fullName(name)).to.equal(full);
    });
  }
});
