import { isAinError, type ProviderRequest } from "@ainative-code/sdk";
import { answeringFetch, hi, inMemoryHost, type PreparedAnswer } from "@ainative-code/test-kit";
import { expect } from "chai";
import anthropic from "../src/provider.ts";
import { local, refused } from "./scene.ts";

const request: ProviderRequest = {
  model: "claude-opus-5-5",
  system: ["Be brief."],
  messages: [hi],
  tools: [{ name: "read", description: "Reads.", input: { type: "object" } }],
  effort: "low",
  maxOutputTokens: 10,
  stopSequences: ["x"],
  signal: new AbortController().signal,
};

async function count(answer: PreparedAnswer): Promise<{ readonly tokens: number; readonly url: string; readonly body: unknown }> {
  const { fetch, calls } = answeringFetch([answer]);
  const tokens = await anthropic.countTokens(request, inMemoryHost({ config: local, secrets: { apiKey: "k" }, fetch }));
  return { tokens, url: calls[0]?.url ?? "", body: JSON.parse(String(calls[0]?.options.body)) };
}

describe("the vendor's count of tokens", () => {
  it("is of the whole prompt, and asked with the fields it knows", async () => {
    const { tokens, url, body } = await count({ body: '{"input_tokens":421}' });
    expect([tokens, url]).to.deep.equal([421, "http://localhost:8080/v1/messages/count_tokens"]);
    expect(body).to.have.all.keys("model", "system", "messages", "tools", "thinking", "output_config");
  });

  for (const [name, answer, code] of [
    ["a refusal", refused("no", "permission_error", 403), "forbidden"],
    ["an answer without a count", { body: "{}" }, "protocol"],
  ] as const) {
    it(`is an error for ${name}`, async () => {
      const error: unknown = await count(answer).catch((thrown: unknown) => thrown);
      expect(isAinError(error) && error.code).to.equal(code);
    });
  }
});
