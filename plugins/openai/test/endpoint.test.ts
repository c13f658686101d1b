import { isAinError, type AinError, type ProviderRequest, type StreamEvent } from "@ainative-code/sdk";
import { answeringFetch, eventsOf, inMemoryHost, type AnsweringFetch, type PreparedAnswer } from "@ainative-code/test-kit";
import { expect } from "chai";
import openai from "../src/provider.ts";

const request: ProviderRequest = {
  model: "m",
  system: [],
  messages: [],
  tools: [],
  signal: new AbortController().signal,
};
const said: PreparedAnswer = {
  headers: { "content-type": "text/event-stream" },
  body: 'data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
};

interface Outcome {
  readonly events: readonly StreamEvent[];
  readonly error: AinError | undefined;
  readonly calls: AnsweringFetch["calls"];
}

async function ask(answer: PreparedAnswer, apiKey?: string): Promise<Outcome> {
  const { fetch, calls } = answeringFetch([answer]);
  const config = { baseURL: "https://llm.example/v1" };
  const host = inMemoryHost({ endpoint: "mine", config, secrets: { apiKey }, fetch });
  try {
    return { events: await eventsOf(openai.stream(request, host)), error: undefined, calls };
  } catch (error) {
    if (!isAinError(error)) throw error;
    return { events: [], error, calls };
  }
}

const refused: PreparedAnswer = { status: 401, body: '{"error":{"message":"no"}}' };

describe("an endpoint of the openai provider that the user has named", () => {
  it("answers under its own name", async () => {
    const [start] = (await ask(said, "k-12345678")).events;
    expect(start?.type === "start" && start.origin).to.include({ provider: "mine", api: "chat-completions" });
  });

  it("is asked without a key where it has none", async () => {
    const { error, calls } = await ask(said);
    expect(error).to.equal(undefined);
    expect(calls[0]?.options.headers).not.to.have.property("authorization");
  });

  it("names its own settings where it wants a key, or another one", async () => {
    expect((await ask(refused)).error?.actions).to.deep.equal(["Set a key of llm.example: ainative-code auth key set mine"]);
    const { error } = await ask(refused, "k-12345678");
    expect(error?.actions).to.deep.equal(["Check that plugins.openai.endpoints.mine.apiKey is a key of llm.example."]);
    expect(JSON.stringify(error)).not.to.include("OPENAI_API_KEY");
  });

  it("names its own settings where it does not understand", async () => {
    const { error } = await ask({ status: 400, body: '{"error":{"message":"what?"}}' });
    expect(error?.actions.join()).to.include("plugins.openai.endpoints.mine.baseURL");
  });
});
