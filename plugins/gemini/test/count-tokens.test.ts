import { isAinError, type ProviderRequest } from "@ainative-code/sdk";
import { answeringFetch, hi, inMemoryHost, type PreparedAnswer } from "@ainative-code/test-kit";
import { expect } from "chai";
import gemini from "../src/provider.ts";
import { local, refused } from "./scene.ts";

const request: ProviderRequest = {
  model: "gemini-3-pro",
  system: ["Be brief."],
  messages: [hi],
  tools: [{ name: "read", description: "Reads.", input: { type: "object" } }],
  toolChoice: "required",
  effort: "low",
  signal: new AbortController().signal,
};

interface Counted {
  readonly tokens: number;
  readonly url: string;
  readonly body: unknown;
}

async function count(answer: PreparedAnswer, config: Readonly<Record<string, unknown>> = local): Promise<Counted> {
  const { fetch, calls } = answeringFetch([answer]);
  const tokens = await gemini.countTokens(request, inMemoryHost({ config, secrets: { apiKey: "k" }, fetch }));
  return { tokens, url: calls[0]?.url ?? "", body: JSON.parse(String(calls[0]?.options.body)) };
}

describe("the vendor's count of tokens", () => {
  it("is of the whole request", async () => {
    const { tokens, url, body } = await count({ body: '{"totalTokens":421}' });
    expect([tokens, url]).to.deep.equal([421, "http://localhost:8080/v1beta/models/gemini-3-pro:countTokens"]);
    expect(body).to.have.property("generateContentRequest");
    expect(Reflect.get(Object(body), "generateContentRequest")).to.have.all.keys(
      "model",
      "contents",
      "systemInstruction",
      "tools",
      "toolConfig",
      "generationConfig",
    );
  });

  it("is asked of Vertex AI with the fields it knows", async () => {
    const baseURL = "https://aiplatform.googleapis.com/v1/projects/p/locations/global";
    const { url, body } = await count({ body: '{"totalTokens":1}' }, { baseURL });
    expect(url).to.equal(`${baseURL}/publishers/google/models/gemini-3-pro:countTokens`);
    expect(body).to.have.all.keys("contents", "systemInstruction", "tools", "generationConfig");
  });

  for (const [name, answer, code] of [
    ["a refusal", refused("no", "PERMISSION_DENIED", 403), "forbidden"],
    ["an answer without a count", { body: "{}" }, "protocol"],
    ["a page", { body: "<html>" }, "protocol"],
  ] as const) {
    it(`is an error for ${name}`, async () => {
      const error: unknown = await count(answer).catch((thrown: unknown) => thrown);
      expect(isAinError(error) && error.code).to.equal(code);
    });
  }
});
