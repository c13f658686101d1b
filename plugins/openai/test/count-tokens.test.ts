import { isAinError, type ProviderRequest } from "@ainative-code/sdk";
import { answeringFetch, inMemoryHost, type PreparedAnswer } from "@ainative-code/test-kit";
import { expect } from "chai";
import openai from "../src/provider.ts";

const request: ProviderRequest = {
  model: "gpt-5.4",
  system: ["Be brief."],
  messages: [{ id: "u", role: "user", createdAt: "2026-01-01T00:00:00.000Z", parts: [{ type: "text", text: "hi" }] }],
  tools: [{ name: "read", description: "Reads.", input: { type: "object" } }],
  effort: "low",
  maxOutputTokens: 100,
  temperature: 0,
  cacheKey: "s",
  signal: new AbortController().signal,
};

interface Counted {
  readonly result: unknown;
  readonly calls: ReturnType<typeof answeringFetch>["calls"];
}

async function count(answer: PreparedAnswer, config: Readonly<Record<string, unknown>> = {}): Promise<Counted> {
  const { fetch, calls } = answeringFetch([answer]);
  const host = inMemoryHost({ config, secrets: { apiKey: "sk-count-12345678" }, fetch });
  return { result: await openai.countTokens(request, host).catch((error: unknown) => error), calls };
}

const ok: PreparedAnswer = { body: JSON.stringify({ object: "response.input_tokens", input_tokens: 42 }) };

describe("the tokens of a request, at OpenAI", () => {
  it("are counted by the vendor, of the parts of the request that are read", async () => {
    const { result, calls } = await count(ok);
    expect(result).to.equal(42);
    expect(calls.map(({ url }) => url)).to.deep.equal(["https://api.openai.com/v1/responses/input_tokens"]);
    expect(calls[0]?.options.headers).to.include({ authorization: "Bearer sk-count-12345678" });
    const body: unknown = JSON.parse(String(calls[0]?.options.body));
    expect(body).to.have.all.keys("model", "input", "instructions", "tools", "reasoning");
  });

  it("are not counted by compatible servers, which are not asked", async () => {
    const { result, calls } = await count(ok, { baseURL: "http://localhost:8080/v1" });
    expect(isAinError(result) && result.code).to.equal("unsupported");
    expect(calls).to.deep.equal([]);
  });

  for (const [name, answer, code] of [
    ["a refusal", { status: 401, body: '{"error":{"code":"invalid_api_key","message":"no sk-count-12345678"}}' }, "auth"],
    ["an answer without a count", { body: "{}" }, "protocol"],
  ] as const) {
    it(`are an error for ${name}`, async () => {
      const { result } = await count(answer);
      expect(isAinError(result) && result.code).to.equal(code);
      expect(JSON.stringify(result)).not.to.include("sk-count-12345678");
    });
  }
});
