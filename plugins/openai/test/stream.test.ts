import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isAinError, type AinError, type FetchOptions, type ProviderRequest, type StreamEvent } from "@ainative-code/sdk";
import { answeringFetch, eventsOf, inMemoryHost, textOf, type PreparedAnswer } from "@ainative-code/test-kit";
import { expect } from "chai";
import openai from "../src/provider.ts";

const stream = { "content-type": "text/event-stream" };
const recorded = (name: string): PreparedAnswer => ({
  headers: stream,
  body: readFileSync(join(import.meta.dirname, "fixtures", `${name}.sse`), "utf8"),
});
const refused = (status: number, error: Readonly<Record<string, unknown>>): PreparedAnswer => ({
  status,
  body: JSON.stringify({ error }),
});

interface Scene {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly key?: string;
  readonly answers?: readonly PreparedAnswer[];
  readonly request?: Partial<ProviderRequest>;
}

interface Outcome {
  readonly events: readonly StreamEvent[];
  readonly error: AinError | undefined;
  readonly calls: readonly { readonly url: string; readonly options: FetchOptions }[];
}

async function ask({ config = {}, key, answers = [recorded("chat-text")], request = {} }: Scene): Promise<Outcome> {
  const { fetch, calls } = answeringFetch(answers);
  const host = inMemoryHost({ config, secrets: { apiKey: key }, fetch });
  const whole: ProviderRequest = {
    model: "m",
    system: [],
    messages: [],
    tools: [],
    signal: new AbortController().signal,
    ...request,
  };
  try {
    return { events: await eventsOf(openai.stream(whole, host)), error: undefined, calls };
  } catch (error) {
    if (!isAinError(error)) throw error;
    return { events: [], error, calls };
  }
}

const local = { baseURL: "http://localhost:8080/v1" };
const bodyOf = ({ calls }: Outcome, index = 0): Readonly<Record<string, unknown>> => {
  const body: unknown = JSON.parse(String(calls[index]?.options.body));
  return typeof body === "object" && body !== null ? { ...body } : {};
};

describe("where the openai provider asks", () => {
  const cases: readonly (readonly [string, Readonly<Record<string, unknown>>, string, string])[] = [
    ["OpenAI by the Responses API", {}, "https://api.openai.com/v1/responses", "responses-text"],
    [
      "OpenAI by Chat Completions where it is told to",
      { api: "chat" },
      "https://api.openai.com/v1/chat/completions",
      "chat-text",
    ],
    [
      "other servers by Chat Completions",
      { baseURL: "https://llm.example/v1/" },
      "https://llm.example/v1/chat/completions",
      "chat-text",
    ],
    [
      "other servers by Responses where it is told to",
      { ...local, api: "responses" },
      "http://localhost:8080/v1/responses",
      "responses-text",
    ],
  ];
  for (const [name, config, url, answer] of cases) {
    it(name, async () => {
      const outcome = await ask({ config, key: "k-12345", answers: [recorded(answer)] });
      expect(outcome.error).to.equal(undefined);
      expect(outcome.calls.map((call) => call.url)).to.deep.equal([url]);
    });
  }

  it("needs no key on this machine, and sends none", async () => {
    for (const baseURL of ["http://localhost:1/v1", "http://127.0.0.1:1/v1", "http://[::1]:1/v1"]) {
      const { events, calls } = await ask({ config: { baseURL } });
      expect(textOf(events)).to.equal("Grüß dich 🌍");
      expect(calls[0]?.options.headers).not.to.have.property("authorization");
    }
  });

  it("says what to set where a key is needed and missing, before it asks", async () => {
    for (const key of [undefined, "  "]) {
      const { error, calls } = await ask(key === undefined ? {} : { key });
      expect(error?.code).to.equal("not-configured");
      expect(`${error?.message} ${error?.actions.join(" ")}`).to.include("OPENAI_API_KEY");
      expect(calls).to.deep.equal([]);
    }
  });

  it("refuses a base URL that is none", async () => {
    for (const baseURL of ["api.openai.com", "file:///etc"]) {
      expect((await ask({ config: { baseURL }, key: "k" })).error?.code).to.equal("not-configured");
    }
  });

  it("names organization and project to OpenAI only", async () => {
    const names = { organization: "org-1", project: "proj_1" };
    const { calls } = await ask({ config: { ...names, ...local } });
    expect(JSON.stringify(calls)).not.to.match(/org-1|proj_1/);
  });
});

describe("what the openai provider tells of an answer", () => {
  it("begins with where it comes from and what is left of the limits", async () => {
    const headers = {
      ...stream,
      "x-request-id": "req_1",
      "x-ratelimit-limit-requests": "10",
      "x-ratelimit-remaining-requests": "9",
    };
    const { events } = await ask({ config: local, answers: [{ ...recorded("chat-text"), headers }] });
    expect(events.slice(0, 2)).to.deep.equal([
      { type: "start", origin: { provider: "openai", api: "chat-completions", model: "m", requestId: "req_1" } },
      { type: "rate-limit", limits: [{ name: "requests", limit: 10, remaining: 9 }] },
    ]);
  });

  it("ends with the vendor's names of the answer and its model, and all tokens", async () => {
    const { events } = await ask({ key: "k", answers: [recorded("responses-text")] });
    const end = events.at(-1);
    expect(end?.type === "finish" && end.origin).to.deep.equal({ responseId: "resp_1", responseModel: "gpt-5.4-2026-03-05" });
    expect(end?.type === "finish" && end.usage?.input).to.deep.equal({ total: 120, fresh: 12, cacheRead: 100, cacheWrite: 8 });
    expect(end?.type === "finish" && end.usage?.output).to.deep.equal({ total: 40, text: 24, thinking: 16 });
  });

  it("warns of what it could not send", async () => {
    const { events } = await ask({ config: local, request: { topK: 3 } });
    const [start] = events;
    expect(start?.type === "start" && start.warnings).to.have.lengthOf(1);
  });
});

describe("what the openai provider learns from refusals", () => {
  const unsupported = (param: string): PreparedAnswer =>
    refused(400, { message: `Unsupported parameter: '${param}'`, param, code: "unsupported_parameter" });

  it("calls a field by its other name the next time, for that model", async () => {
    const scene = { config: local, request: { model: "learn-1", maxOutputTokens: 9 } };
    const first = await ask({ ...scene, answers: [unsupported("max_tokens")] });
    expect(first.error?.code).to.equal("unsupported");
    expect(first.error?.retryable, "the next request differs").to.equal(true);
    const second = await ask(scene);
    expect(bodyOf(second)).to.include({ max_completion_tokens: 9 }).and.not.to.have.property("max_tokens");
    expect(bodyOf(await ask({ ...scene, request: { model: "learn-2", maxOutputTokens: 9 } }))).to.include({ max_tokens: 9 });
  });

  it("leaves out what a model refuses, and says so", async () => {
    const scene = { config: local, request: { model: "learn-3", temperature: 0.3 } };
    await ask({ ...scene, answers: [unsupported("temperature")] });
    const second = await ask(scene);
    expect(bodyOf(second)).not.to.have.property("temperature");
    const [start] = second.events;
    expect(start?.type === "start" && start.warnings?.join()).to.include("temperature");
  });

  it("stops asking for encrypted reasoning where there is none", async () => {
    const answers = [refused(400, { message: "Encrypted content is not supported with this model." })];
    const scene = { key: "k", request: { model: "learn-4" } };
    expect((await ask({ ...scene, answers })).error?.retryable).to.equal(true);
    expect(bodyOf(await ask({ ...scene, answers: [recorded("responses-text")] }))).not.to.have.property("include");
  });

  it("does not ask to be tried again over the same field twice", async () => {
    const scene = { config: local, request: { model: "learn-5", temperature: 0.3 }, answers: [unsupported("temperature")] };
    expect([(await ask(scene)).error?.retryable, (await ask(scene)).error?.retryable]).to.deep.equal([true, false]);
  });

  const levels = (param: string): PreparedAnswer =>
    refused(400, {
      message: "Unsupported value: 'max' is not supported with this model. Supported values are: 'low', 'medium', and 'high'.",
      param,
      code: "unsupported_value",
    });

  it("asks for the nearest effort where a model does not know the one that was wanted, and says so", async () => {
    for (const [config, param, answer, model] of [
      [{}, "reasoning.effort", "responses-text", "learn-7"],
      [local, "reasoning_effort", "chat-text", "learn-8"],
    ] as const) {
      const scene = { config, key: "k", request: { model, effort: "max" as const } };
      expect((await ask({ ...scene, answers: [levels(param)] })).error?.retryable).to.equal(true);
      const second = await ask({ ...scene, answers: [recorded(answer)] });
      expect(JSON.stringify(bodyOf(second))).to.match(/"(reasoning_)?effort":"high"/);
      const [start] = second.events;
      expect(start?.type === "start" && start.warnings).to.deep.equal(["The effort is high: this model does not know max."]);
      const least = await ask({ ...scene, request: { model, effort: "none" }, answers: [recorded(answer)] });
      expect(JSON.stringify(bodyOf(least))).to.match(/"(reasoning_)?effort":"low"/);
      const known = await ask({ ...scene, request: { model, effort: "medium" }, answers: [recorded(answer)] });
      expect(known.events[0]).not.to.have.property("warnings");
    }
  });

  it("learns nothing from a value that is refused without saying which are known", async () => {
    const answers = [
      refused(400, { message: "Unsupported value: 'xhigh'", param: "reasoning.effort", code: "unsupported_value" }),
    ];
    expect((await ask({ key: "k", answers, request: { model: "learn-6", effort: "xhigh" } })).error?.retryable).to.equal(false);
  });
});
