import { isAinError, type ModelInfo } from "@ainative-code/sdk";
import { answeringFetch, inMemoryHost, type PreparedAnswer } from "@ainative-code/test-kit";
import { expect } from "chai";
import openai from "../src/provider.ts";

const local = { baseURL: "http://localhost:8080/v1" };

async function list(answer: PreparedAnswer, config: Readonly<Record<string, unknown>> = local): Promise<readonly ModelInfo[]> {
  const { fetch, calls } = answeringFetch([answer]);
  const host = inMemoryHost({ config, secrets: { apiKey: "sk-0123456789" }, fetch });
  const found = await openai.models(host, new AbortController().signal);
  expect(calls[0]?.url).to.match(/\/v1\/models$/);
  return found;
}

const json = (value: unknown, status = 200): PreparedAnswer => ({ status, body: JSON.stringify(value) });

describe("the models of the openai provider", () => {
  it("are those the server lists, then those the user names, each once", async () => {
    const found = await list(json({ data: [{ id: "b" }, { id: "a" }] }), { ...local, models: ["c", "a"] });
    expect(found).to.deep.equal([{ id: "a" }, { id: "b" }, { id: "c" }]);
  });

  it("leave out, at OpenAI, what writes no text", async () => {
    const ids = [
      "gpt-5.4",
      "text-embedding-3-small",
      "whisper-1",
      "gpt-4o-mini-tts",
      "gpt-4o-realtime-preview",
      "o4-mini",
      "dall-e-3",
    ];
    const answer = json({ data: ids.map((id) => ({ id })) });
    expect((await list(answer, {})).map(({ id }) => id)).to.deep.equal(["gpt-5.4", "o4-mini"]);
    expect(await list(json({ data: [{ id: "whisper-1" }] }))).to.have.lengthOf(1);
  });

  it("carry names and limits where a server tells them, in whatever field", async () => {
    const entries = [
      { id: "router", name: "Router", context_length: 1000, top_provider: { max_completion_tokens: 100 } },
      { id: "vllm", max_model_len: 2000 },
      { id: "groq", context_window: 3000, max_completion_tokens: 300 },
    ];
    expect(await list(json(entries))).to.deep.equal([
      { id: "groq", maxInput: 3000, maxOutput: 300 },
      { id: "router", name: "Router", maxInput: 1000, maxOutput: 100 },
      { id: "vllm", maxInput: 2000 },
    ]);
  });

  it("are the user's alone where the server has no list", async () => {
    expect(await list(json({}, 404), { ...local, models: ["mine"] })).to.deep.equal([{ id: "mine" }]);
  });

  for (const [name, answer, code] of [
    ["a wrong key", json({ error: { message: "no", code: "invalid_api_key" } }, 401), "auth"],
    ["no list", json({ hello: "world" }), "protocol"],
  ] as const) {
    it(`are an error for ${name}`, async () => {
      const error: unknown = await list(answer).catch((thrown: unknown) => thrown);
      expect(isAinError(error) && error.code).to.equal(code);
    });
  }
});
