import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isAinError, type AinError, type FetchOptions, type ProviderRequest, type StreamEvent } from "@ainative-code/sdk";
import { answeringFetch, eventsOf, inMemoryHost, textOf, type PreparedAnswer } from "@ainative-code/test-kit";
import { expect } from "chai";
import azure from "../src/provider.ts";

const recorded = (name: string): PreparedAnswer => ({
  headers: { "content-type": "text/event-stream" },
  body: readFileSync(join(import.meta.dirname, "fixtures", `${name}.sse`), "utf8"),
});
const refused = (status: number, error: unknown, headers: Readonly<Record<string, string>> = {}): PreparedAnswer => ({
  status,
  headers,
  body: JSON.stringify({ error }),
});

interface Scene {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string | undefined>>;
  readonly answers?: readonly PreparedAnswer[];
  readonly request?: Partial<ProviderRequest>;
}

interface Outcome {
  readonly events: readonly StreamEvent[];
  readonly error: AinError | undefined;
  readonly calls: readonly { readonly url: string; readonly options: FetchOptions }[];
}

const key = "0123456789abcdef0123456789abcdef";

async function ask({ config, secrets = {}, answers = [recorded("responses-text")], request = {} }: Scene): Promise<Outcome> {
  const { fetch, calls } = answeringFetch(answers);
  const host = inMemoryHost({
    config: { baseURL: "my-resource", ...config },
    secrets: { apiKey: key, token: undefined, ...secrets },
    fetch,
  });
  const whole: ProviderRequest = {
    model: "gpt",
    system: [],
    messages: [],
    tools: [],
    signal: new AbortController().signal,
    ...request,
  };
  try {
    return { events: await eventsOf(azure.stream(whole, host)), error: undefined, calls };
  } catch (error) {
    if (!isAinError(error)) throw error;
    return { events: [], error, calls };
  }
}

const bodyOf = ({ calls }: Outcome): unknown => JSON.parse(String(calls[0]?.options.body));

describe("how the azure provider shows who asks", () => {
  it("sends the key in the header of its own", async () => {
    const { calls } = await ask({});
    expect(calls[0]?.options.headers).to.include({ "api-key": key }).and.not.to.have.property("authorization");
  });

  it("sends a token instead of the key where one is set", async () => {
    const { calls } = await ask({ secrets: { token: " eyJ0.token \n" } });
    expect(calls[0]?.options.headers).to.include({ authorization: "Bearer eyJ0.token" }).and.not.to.have.property("api-key");
  });

  it("says what to set where there is neither, before it asks", async () => {
    const { error, calls } = await ask({ secrets: { apiKey: " " } });
    expect(error?.code).to.equal("not-configured");
    expect(`${error?.message} ${error?.actions.join(" ")}`).to.include("AZURE_OPENAI_API_KEY").and.include("az account");
    expect(calls).to.deep.equal([]);
  });
});

describe("what the azure provider makes of a model's name", () => {
  it("is the deployment in the body, while the answer keeps the name it was asked by", async () => {
    const outcome = await ask({ config: { deployments: { gpt: "prod-54" } } });
    expect(bodyOf(outcome)).to.include({ model: "prod-54" });
    const [start] = outcome.events;
    expect(start?.type === "start" && start.origin).to.include({ provider: "azure", api: "responses", model: "gpt" });
  });

  it("is said where the resource has no such deployment, with what to do", async () => {
    const { error } = await ask({ answers: [refused(404, { code: "DeploymentNotFound", message: "It does not exist." })] });
    expect(error?.code).to.equal("unknown-model");
    expect(error?.actions.join(" ")).to.include('"gpt"').and.include("plugins.azure.deployments").and.include("some minutes");
  });
});

describe("what the azure provider tells of its content filter", () => {
  const found = { hate: { filtered: false }, violence: { filtered: true, severity: "medium" }, jailbreak: { filtered: true } };
  const inner = { code: "ResponsibleAIPolicyViolation", content_filter_result: found };

  it("are the categories that a prompt was blocked for", async () => {
    for (const more of [{ innererror: inner }, { inner_error: { ...inner, content_filter_results: found } }]) {
      const { error } = await ask({ answers: [refused(400, { code: "content_filter", param: "prompt", ...more })] });
      expect(error?.code).to.equal("content-filter");
      expect(error?.details?.["categories"]).to.deep.equal(["violence", "jailbreak"]);
    }
  });

  for (const name of ["chat-filtered", "responses-filtered"]) {
    it(`are the categories that an answer was cut for: ${name}`, async () => {
      const { events } = await ask({ config: { api: name.split("-")[0] }, answers: [recorded(name)] });
      const end = events.at(-1);
      const stop = end?.type === "finish" && end.stop;
      expect(stop).to.deep.include({ reason: "content-filter", detail: { categories: ["violence"] } });
    });
  }
});

describe("what the azure provider tells of an answer", () => {
  it("names the request as the resource's gateway does", async () => {
    const headers = { "content-type": "text/event-stream", "apim-request-id": "apim-1" };
    const answer = { ...recorded("responses-text"), headers };
    const [start] = (await ask({ answers: [answer] })).events;
    expect(start?.type === "start" && start.origin.requestId).to.equal("apim-1");
    const { error } = await ask({ answers: [refused(500, {}, { "apim-request-id": "apim-2" })] });
    expect(error?.requestId).to.equal("apim-2");
  });

  it("keeps encrypted reasoning that came with the terminal event only", async () => {
    const { events } = await ask({ answers: [recorded("responses-late-encryption")] });
    const end = events.find((event) => event.type === "thinking-end");
    expect(JSON.stringify(end?.type === "thinking-end" && end.native)).to.include("gAAAA-only-at-the-end");
  });
});

describe("what the azure provider learns from refusals", () => {
  it("asks once more without encrypted reasoning where a model has none", async () => {
    const request = { model: "DeepSeek-1" };
    const refusal = refused(400, { message: "Encrypted content is not supported with this model." });
    const first = await ask({ request, answers: [refusal] });
    expect(first.error?.retryable, "the next request differs").to.equal(true);
    expect(bodyOf(first)).to.have.property("include");
    const second = await ask({ request });
    expect(bodyOf(second)).not.to.have.property("include");
    expect(textOf(second.events)).to.include("Grüß dich");
    expect((await ask({ request, answers: [refusal] })).error?.retryable, "nothing was learned").to.equal(false);
  });
});

describe("the models of the azure provider", () => {
  const list = (config: Readonly<Record<string, unknown>>): ReturnType<typeof azure.models> =>
    azure.models(inMemoryHost({ config: { baseURL: "r", ...config } }));

  it("are the deployments the user has named, each once", async () => {
    const models = await list({ deployments: { a: "dep-a", b: "dep-b" }, models: ["b", "c"] });
    expect(models.map(({ id }) => id)).to.deep.equal(["a", "b", "c"]);
  });

  it("are not known where none is named, and it says why", async () => {
    const error: unknown = await list({}).catch((thrown: unknown) => thrown);
    expect(isAinError(error) && error.code).to.equal("not-configured");
    expect(isAinError(error) && error.message).to.include("does not list deployments");
  });
});
