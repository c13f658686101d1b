import type { FinishEvent } from "@ainative-code/sdk";
import { type Asked, textOf } from "@ainative-code/test-kit";
import { expect } from "chai";
import { ask, local, recorded } from "./scene.ts";

const path = "models/gemini-3-pro:streamGenerateContent?alt=sse";
const vertex = "https://aiplatform.googleapis.com/v1/projects/p/locations/global";

describe("where the gemini provider asks", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["the Gemini API", "https://generativelanguage.googleapis.com", `https://generativelanguage.googleapis.com/v1beta/${path}`],
    ["a gateway", "https://llm.example/gemini/", `https://llm.example/gemini/v1beta/${path}`],
    ["a server whose URL names the version", "https://llm.example/v1alpha", `https://llm.example/v1alpha/${path}`],
    ["a project on Vertex AI", vertex, `${vertex}/publishers/google/${path}`],
    ["a publisher on Vertex AI", `${vertex}/publishers/acme`, `${vertex}/publishers/acme/${path}`],
    [
      "Vertex AI without a project, in a region",
      "https://europe-west1-aiplatform.googleapis.com",
      `https://europe-west1-aiplatform.googleapis.com/v1/publishers/google/${path}`,
    ],
  ];
  for (const [name, baseURL, url] of cases) {
    it(name, async () => {
      const { calls, error } = await ask({ config: { baseURL }, key: "k-12345" });
      expect(error).to.equal(undefined);
      expect(calls.map((call) => call.url)).to.deep.equal([url]);
    });
  }

  it("for a model by its resource name too, whatever is in its name", async () => {
    const urlOf = async (model: string): Promise<string | undefined> => {
      return (await ask({ config: local, request: { model } })).calls[0]?.url;
    };
    expect(await urlOf("models/gemini-3-pro")).to.equal(`http://localhost:8080/v1beta/${path}`);
    expect(await urlOf("tunedModels/mine")).to.include("/v1beta/tunedModels/mine:stream");
    expect(await urlOf("../x?y#z")).to.include("/v1beta/models/..%2Fx%3Fy%23z:stream");
  });

  it("with the key in one header, its spaces cut off; an access token as Bearer", async () => {
    const headersFor = async (key: string, config: object = {}): Promise<unknown> => {
      return (await ask({ key, config: { ...config } })).calls[0]?.options.headers;
    };
    expect(await headersFor(" k-12345\n")).to.include({ "x-goog-api-key": "k-12345" }).and.not.have.property("authorization");
    const token = await headersFor("ya29.token", { baseURL: vertex });
    expect(token).to.include({ authorization: "Bearer ya29.token" }).and.not.have.property("x-goog-api-key");
    expect(await headersFor("k-12345", { keyHeader: "authorization" })).to.include({ authorization: "Bearer k-12345" });
    expect(await headersFor("ya29.x", { keyHeader: "x-goog-api-key" })).to.include({ "x-goog-api-key": "ya29.x" });
  });

  it("without a key on this machine", async () => {
    for (const baseURL of ["http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1"]) {
      const { events, calls } = await ask({ config: { baseURL } });
      expect(textOf(events)).to.equal("Grüß dich, 世界 🌍!");
      expect(calls[0]?.options.headers).not.to.have.any.keys("x-goog-api-key", "authorization");
    }
  });

  it("nobody, where a key is needed and missing: it says what to set", async () => {
    for (const key of [undefined, "  "]) {
      const { error, calls } = await ask(key === undefined ? {} : { key });
      expect(error?.code).to.equal("not-configured");
      expect(`${error?.message} ${error?.actions.join(" ")}`).to.include("GEMINI_API_KEY");
      expect(calls).to.deep.equal([]);
    }
  });

  it("nobody, where the base URL is none", async () => {
    for (const baseURL of ["generativelanguage.googleapis.com", "file:///etc"]) {
      expect((await ask({ config: { baseURL }, key: "k" })).error?.code).to.equal("not-configured");
    }
  });
});

function endOf({ events }: Asked): FinishEvent | undefined {
  return events.find((event) => event.type === "finish");
}

async function endIn(name: string): Promise<FinishEvent | undefined> {
  return endOf(await ask({ config: local, answers: [recorded(name)] }));
}

describe("what the gemini provider tells of an answer", () => {
  it("begins with where it comes from and what was not sent", async () => {
    const request = { model: "gemini-2.0-flash", effort: "high" as const };
    const { events } = await ask({ config: local, request });
    expect(events[0]).to.deep.equal({
      type: "start",
      origin: { provider: "gemini", api: "generate-content", model: "gemini-2.0-flash" },
      warnings: ["effort is not sent: this model does not think."],
    });
  });

  it("ends with the vendor's names of the answer and its model", async () => {
    expect((await endIn("text"))?.origin).to.deep.equal({ responseId: "r-1", responseModel: "gemini-3-pro" });
  });

  it("counts thoughts as output, what tools brought in as input, and what the cache held apart", async () => {
    const usage = (await endIn("usage-at-the-end-only"))?.usage;
    expect(usage?.input).to.deep.equal({ total: 107, fresh: 27, cacheRead: 80, cacheWrite: 0 });
    expect(usage?.output).to.deep.equal({ total: 32, text: 2, thinking: 30 });
    expect(usage?.raw).to.include({ trafficType: "ON_DEMAND" });
  });

  it("tells the input as soon as it is counted, and the last count at the end", async () => {
    const { events } = await ask({ config: local, answers: [recorded("thinking-signed-empty-text")] });
    const outputs = events.flatMap((event) => (event.type === "usage" ? [event.usage.output.total] : []));
    expect(outputs).to.deep.equal([8, 26]);
    const types = events.map(({ type }) => type);
    expect(types.indexOf("usage")).to.be.lessThan(types.indexOf("text-start"));
  });

  it("has the details of a stop", async () => {
    expect((await endIn("prompt-blocked"))?.stop).to.deep.equal({
      reason: "content-filter",
      raw: "PROHIBITED_CONTENT",
      detail: { blockReason: "PROHIBITED_CONTENT", message: "No." },
    });
    expect((await endIn("safety"))?.stop.detail?.["safetyRatings"]).to.have.lengthOf(1);
    expect((await endIn("malformed-call"))?.stop.detail).to.deep.equal({ message: "Malformed function call: print(read(path=)" });
  });

  it("says so where a model thought and then said nothing", async () => {
    expect((await endIn("thoughts-only"))?.warnings?.join()).to.include("without a word");
    expect(await endIn("text")).not.to.have.property("warnings");
  });

  it("keeps what a search found, at its places in the text, whose offsets the vendor counts in bytes", async () => {
    const outcome = await ask({ config: local, answers: [recorded("grounded")] });
    const [weather, notes, lost] = outcome.events.flatMap((event) => (event.type === "text-end" ? (event.citations ?? []) : []));
    const place = { citedText: "es regnet", start: 9, end: 18 };
    expect(weather).to.deep.include({ title: "Weather", url: "https://weather.example/", ...place });
    expect(notes).to.deep.include({ title: "Notes", url: "https://notes.example/", ...place });
    expect(lost).to.include({ citedText: "not there" }).and.not.have.property("start");
    expect(endOf(outcome)?.native).to.have.nested.property("groundingMetadata.webSearchQueries[0]", "rain");
  });

  it("keeps what a text repeats", async () => {
    const { events } = await ask({ config: local, answers: [recorded("recited")] });
    const cited = events.flatMap((event) => (event.type === "text-end" ? (event.citations ?? []) : []));
    expect(cited[0]).to.deep.include({ url: "https://plays.example/", start: 0, end: 19 });
  });

  it("gives calls without an id one of their own, and never one id twice", async () => {
    const idsIn = async (name: string): Promise<readonly string[]> => {
      const { events } = await ask({ config: local, answers: [recorded(name)] });
      return events.flatMap((event) => (event.type === "tool-end" ? [event.call.id] : []));
    };
    expect(await idsIn("calls-without-ids")).to.deep.equal(["call_r-1_1", "call_r-1_2"]);
    expect(await idsIn("parallel-calls-first-signed")).to.deep.equal(["dv8szvqe", "j80tal12"]);
    expect(await idsIn("calls-with-one-id")).to.deep.equal(["same", "call_r-1_2"]);
  });

  it("shows a picture as one, and what runs at the vendor as its own", async () => {
    const kindsIn = async (name: string): Promise<readonly string[]> => {
      const { events } = await ask({ config: local, answers: [recorded(name)] });
      const whole = events.flatMap((event) => (event.type === "part" ? [event.content] : []));
      return whole.map((content) => (content.type === "opaque" ? content.kind : content.type));
    };
    expect(await kindsIn("image-out")).to.deep.equal(["image", "gemini.fields", "gemini.inlineData"]);
    expect(await kindsIn("code-execution")).to.deep.equal(["gemini.executableCode", "gemini.codeExecutionResult"]);
    expect(await kindsIn("server-tools")).to.deep.equal(["gemini.toolCall", "gemini.toolResponse"]);
  });

  it("keeps the wait that an error inside the stream asks for", async () => {
    const { error } = await ask({ config: local, answers: [recorded("error-after-output")] });
    expect(error).to.include({ code: "rate-limit", retryable: true, retryAfterMs: 7000, status: 429 });
  });
});
