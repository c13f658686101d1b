import { textOf } from "@ainative-code/test-kit";
import { expect } from "chai";
import { ask, local, recorded } from "./scene.ts";

describe("where the anthropic provider asks", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["Anthropic", "https://api.anthropic.com", "https://api.anthropic.com/v1/messages"],
    ["another server", "https://llm.example/anthropic/", "https://llm.example/anthropic/v1/messages"],
    ["a server whose URL already ends in /v1", "https://llm.example/v1", "https://llm.example/v1/messages"],
  ];
  for (const [name, baseURL, url] of cases) {
    it(name, async () => {
      const { calls, error } = await ask({ config: { baseURL }, key: "k-12345" });
      expect(error).to.equal(undefined);
      expect(calls.map((call) => call.url)).to.deep.equal([url]);
    });
  }

  it("with the key in the header that is set, its spaces cut off", async () => {
    const plain = await ask({ key: " k-12345\n", config: { betas: ["a", "b"] } });
    expect(plain.calls[0]?.options.headers).to.include({ "x-api-key": "k-12345", "anthropic-beta": "a,b" });
    expect(plain.calls[0]?.options.headers).not.to.have.property("authorization");
    const bearer = await ask({ key: "k-12345", config: { keyHeader: "authorization" } });
    expect(bearer.calls[0]?.options.headers).to.include({ authorization: "Bearer k-12345" });
    expect(bearer.calls[0]?.options.headers).not.to.have.any.keys("x-api-key", "anthropic-beta");
  });

  it("without a key on this machine", async () => {
    for (const baseURL of ["http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1"]) {
      const { events, calls } = await ask({ config: { baseURL } });
      expect(textOf(events)).to.equal("Grüß dich, 世界 🌍!");
      expect(calls[0]?.options.headers).not.to.have.any.keys("x-api-key", "authorization");
    }
  });

  it("nobody, where a key is needed and missing: it says what to set", async () => {
    for (const key of [undefined, "  "]) {
      const { error, calls } = await ask(key === undefined ? {} : { key });
      expect(error?.code).to.equal("not-configured");
      expect(`${error?.message} ${error?.actions.join(" ")}`).to.include("ANTHROPIC_API_KEY");
      expect(calls).to.deep.equal([]);
    }
  });

  it("nobody, where the base URL is none", async () => {
    for (const baseURL of ["api.anthropic.com", "file:///etc"]) {
      expect((await ask({ config: { baseURL }, key: "k" })).error?.code).to.equal("not-configured");
    }
  });
});

describe("what the anthropic provider tells of an answer", () => {
  it("begins with where it comes from, what was not sent, and what is left of the limits", async () => {
    const headers = {
      "request-id": "req_1",
      "anthropic-ratelimit-requests-limit": "50",
      "anthropic-ratelimit-requests-remaining": "49",
    };
    const { events } = await ask({ config: local, request: { temperature: 1 }, answers: [recorded("text", headers)] });
    expect(events.slice(0, 2)).to.deep.equal([
      {
        type: "start",
        origin: { provider: "anthropic", api: "messages", model: "claude-opus-5-5", requestId: "req_1" },
        warnings: ["temperature not sent: this model does not take it."],
      },
      { type: "rate-limit", limits: [{ name: "requests", limit: 50, remaining: 49 }] },
    ]);
  });

  it("ends with the vendor's names of the answer and its model, and all tokens", async () => {
    const end = (await ask({ config: local })).events.at(-1);
    expect(end?.type === "finish" && end.origin).to.deep.equal({ responseId: "msg_1", responseModel: "claude-opus-5-5" });
    expect(end?.type === "finish" && end.usage?.input).to.deep.equal({
      total: 120,
      fresh: 12,
      cacheRead: 100,
      cacheWrite: 8,
      cacheWrite1h: 3,
    });
    expect(end?.type === "finish" && end.usage?.output).to.deep.equal({ total: 40, text: 24, thinking: 16 });
  });

  it("counts the vendor's own tools, and the steps billed beside the answer", async () => {
    const searched = (await ask({ config: local, answers: [recorded("server-tools-citations")] })).events.at(-1);
    expect(searched?.type === "finish" && searched.usage?.serverTools).to.deep.equal({ web_search: 1 });
    const compacted = (await ask({ config: local, answers: [recorded("every-opaque-block")] })).events.at(-1);
    expect(compacted?.type === "finish" && compacted.usage?.iterations).to.deep.equal([{ type: "compaction", input_tokens: 60, output_tokens: 5 }]);
    expect(compacted?.type === "finish" && compacted.native).to.deep.equal({ context_management: { applied_edits: [] } });
  });

  it("names the model that has answered where the vendor fell back, and what the one before it took", async () => {
    const end = (await ask({ config: local, answers: [recorded("fallback-by-the-vendor")] })).events.at(-1);
    expect(end?.type === "finish" && end.origin).to.include({ responseModel: "claude-opus-4-8" });
    expect(end?.type === "finish" && end.usage?.input.total).to.equal(412);
    expect(end?.type === "finish" && end.usage?.iterations).to.deep.equal([
      { type: "message", model: "claude-fable-5", input_tokens: 408, output_tokens: 0 },
    ]);
  });

  it("has the details of a stop: a refusal's reason, the sequence that matched", async () => {
    const stopIn = async (name: string): Promise<unknown> => {
      const end = (await ask({ config: local, answers: [recorded(name)] })).events.at(-1);
      return end?.type === "finish" ? end.stop : undefined;
    };
    expect(await stopIn("refusal")).to.deep.equal({
      reason: "refusal",
      raw: "refusal",
      detail: { type: "refusal", category: "cyber", explanation: "Blocked under the usage policy." },
    });
    expect(await stopIn("stop-sequence")).to.deep.equal({ reason: "stop", raw: "stop_sequence", detail: { stopSequence: "3" } });
  });

  it("keeps what a text cites, and the vendor's own words of it", async () => {
    const { events } = await ask({ config: local, answers: [recorded("server-tools-citations")] });
    const cited = events.flatMap((event) => (event.type === "text-end" ? [event.citations?.[0]] : []));
    expect(cited[0]).to.include({ title: "Weather", url: "https://weather.example/", citedText: "Rain." });
    expect(cited[1]).to.include({ title: "Notes", citedText: "The grass is green." }).and.not.have.property("url");
    expect(cited[1]?.native).to.include({ start_char_index: 0, end_char_index: 19 });
  });

  it("says why the arguments of a call are unusable", async () => {
    const { events } = await ask({ config: local, answers: [recorded("call-arguments-empty-and-bad")] });
    const calls = events.flatMap((event) => (event.type === "tool-end" ? [event.call] : []));
    expect(calls.map(({ inputError }) => inputError === undefined)).to.deep.equal([true, false]);
  });

  it("names the request of an error inside the stream", async () => {
    const { error } = await ask({ config: local, answers: [recorded("error-before-output")] });
    expect(error).to.include({ code: "overloaded", retryable: true, requestId: "req_in_stream" });
  });

  it("keeps the container of the vendor's tools", async () => {
    const end = (await ask({ config: local, answers: [recorded("call-given-whole")] })).events.at(-1);
    expect(end?.type === "finish" && end.native?.["container"]).to.include({ id: "container_1" });
  });
});
