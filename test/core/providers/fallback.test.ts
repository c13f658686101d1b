import { AinError, errorCodes } from "@ainative-code/sdk";
import type { ErrorCode, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import { AnswerBuilder } from "../../../src/core/providers/answer-builder.ts";
import { fallingBack } from "../../../src/core/providers/fallback.ts";
import type { Candidate } from "../../../src/core/providers/fallback.ts";
import { circuitBreaking, newCircuit } from "../../../src/core/providers/circuit-breaker.ts";
import { retrying } from "../../../src/core/providers/retry.ts";
import { hastyRetryLaw } from "../../../src/core/retry/hasty-law.ts";
import { aRequest } from "../a-request.ts";
import { fakeClock } from "../fake-clock.ts";

const failing = (code: ErrorCode, message = `${code}.`): StreamEvent => ({ type: "error", error: new AinError(code, message, { actions: [`Mend ${code}`] }) });
const start = (provider: string): StreamEvent => ({ type: "start", origin: { provider, api: "a", model: "m" } });
const text: StreamEvent = { type: "text-delta", part: 0, text: "hi" };
const finish: StreamEvent = { type: "finish", stop: { reason: "stop" } };
const answers: readonly StreamEvent[] = [text, finish];

interface Asked {
  readonly chain: readonly [Candidate, ...Candidate[]];
  readonly requests: readonly ProviderRequest[];
}

/** Models of vendors one, two, …, each with what it says. */
function models(...said: readonly (readonly StreamEvent[] | Error)[]): Asked {
  const requests: ProviderRequest[] = [];
  const names = ["one", "two", "three"];
  const [first, ...rest] = said.map((events, index): Candidate => ({
    model: { provider: names[index] ?? "", model: `m${index}` },
    open: async () => {
      if (events instanceof Error) throw events;
      return async function* stream(request) {
        requests.push(request);
        yield* events;
      };
    },
  }));
  if (first === undefined) throw new Error("no model");
  return { chain: [first, ...rest], requests };
}

async function collect({ chain }: Pick<Asked, "chain">, request = aRequest({ model: "m0" })): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of fallingBack(chain)(request)) events.push(event);
  return events;
}

const kinds = (events: readonly StreamEvent[]): readonly string[] => events.map(({ type }) => type);
const lastError = (events: readonly StreamEvent[]): AinError | undefined => {
  const last = events.at(-1);
  return last?.type === "error" ? last.error : undefined;
};

describe("the fallback chain", () => {
  it("asks the next model where one fails, and tells why before it does", async () => {
    const asked = models([start("one"), failing("overloaded")], [start("two"), ...answers]);
    const events = await collect(asked);
    expect(kinds(events)).to.deep.equal(["fallback", "start", "text-delta", "finish"]);
    expect(events[0]).to.deep.include({ from: "one/m0", to: "two/m1" });
    expect(asked.requests.map(({ model }) => model)).to.deep.equal(["m0", "m1"]);
  });

  it("names the model that answered in the message, also where its provider said nothing of itself", async () => {
    for (const said of [[start("two"), ...answers], answers]) {
      const builder = new AnswerBuilder({ provider: "one", api: "", model: "m0" }, () => 0);
      for (const event of await collect(models([failing("server")], said))) builder.add(event);
      expect(builder.message("id").origin.provider).to.equal("two");
    }
  });

  const passing: ReadonlySet<ErrorCode> = new Set([
    "server", "protocol", "not-configured", "unknown-model", "auth", "forbidden", "billing", "rate-limit", "overloaded", "network",
    "interrupted", "unsupported", "plugin", "timeout",
  ]);
  for (const code of errorCodes) {
    it(`${passing.has(code) ? "passes on" : "stays with"} ${code}`, async () => {
      const asked = models([failing(code)], answers);
      expect(kinds(await collect(asked))).to.deep.equal(passing.has(code) ? ["fallback", "text-delta", "finish"] : ["error"]);
    });
  }

  it("passes a conversation that is too long on to a larger window only, past smaller and unknown ones", async () => {
    const { chain } = models([failing("context-overflow")], answers, answers);
    const windows = (...sizes: readonly (number | undefined)[]): Asked["chain"] => {
      const [first, ...rest] = chain.map((candidate, index) => ({ ...candidate, window: () => Promise.resolve(sizes[index]) }));
      if (first === undefined) throw new Error("none");
      return [first, ...rest];
    };
    expect((await collect({ chain: windows(100, 50, 200) }))[0]).to.deep.include({ type: "fallback", to: "three/m2" });
    for (const sizes of [[100, 100, 50], [undefined, 100, 200], [100, undefined, undefined]]) {
      expect(kinds(await collect({ chain: windows(...sizes) }))).to.deep.equal(["error"]);
    }
  });

  it("leaves an answer as it is once something of it was shown", async () => {
    const asked = models([start("one"), text, failing("network")], answers);
    expect(kinds(await collect(asked))).to.deep.equal(["start", "text-delta", "error"]);
    expect(asked.requests).to.have.length(1);
  });

  it("lets a refusal stand", async () => {
    const refused: StreamEvent = { type: "finish", stop: { reason: "refusal" } };
    expect(await collect(models([refused], answers))).to.deep.equal([refused]);
  });

  it("tells waits while they last", async () => {
    const retry: StreamEvent = { type: "retry", attempt: 1, delayMs: 5, error: new AinError("server", "x") };
    expect(kinds(await collect(models([start("one"), retry, failing("server")], answers)))).to.deep.equal(["retry", "fallback", "text-delta", "finish"]);
  });

  it("goes past a model that can't be opened", async () => {
    const missing = new AinError("unknown-model", "No such plugin.");
    expect(kinds(await collect(models([failing("server")], missing, answers)))).to.deep.equal(["fallback", "fallback", "text-delta", "finish"]);
  });

  it("begins each request with the first model again", async () => {
    const asked = models([failing("server")], answers);
    await collect(asked);
    await collect(asked);
    expect(asked.requests.map(({ model }) => model)).to.deep.equal(["m0", "m1", "m0", "m1"]);
  });

  it("tells the last failure, with what every model said and what helps each of them", async () => {
    const error = lastError(await collect(models([failing("overloaded", "Too busy.")], [failing("auth", "No key.")])));
    expect(error).to.deep.include({ code: "auth", message: "None of 2 models answered. one/m0: Too busy. two/m1: No key." });
    expect(error?.actions).to.deep.equal(["Mend overloaded", "Mend auth"]);
    expect(error?.details?.["models"]).to.deep.equal([
      { model: "one/m0", code: "overloaded", message: "Too busy." },
      { model: "two/m1", code: "auth", message: "No key." },
    ]);
  });

  it("asks nobody else once the user has cancelled", async () => {
    const asked = models([failing("network")], answers);
    expect(kinds(await collect(asked, aRequest({ signal: AbortSignal.abort() })))).to.deep.equal(["error"]);
    expect(asked.requests).to.have.length(1);
  });

  it("passes over a model that has failed again and again, until it is asked again", async () => {
    const { chain, requests } = models([failing("server")], answers);
    const [clock, circuit] = [fakeClock(), newCircuit()];
    const [first, ...rest] = chain;
    const guarded = { ...first, open: async () => circuitBreaking(await first.open(), clock, circuit) };
    for (let request = 0; request < 4; request++) expect((await collect({ chain: [guarded, ...rest] })).at(-1)).to.equal(finish);
    expect(requests.filter(({ model }) => model === "m0")).to.have.length(3);
    await clock.sleep(30_000, new AbortController().signal);
    await collect({ chain: [guarded, ...rest] });
    expect(requests.filter(({ model }) => model === "m0")).to.have.length(4);
  });

  it("asks a model behind which another one waits twice, and does no long wait for it", async () => {
    const limited = (retryAfterMs: number): StreamEvent => ({ type: "error", error: new AinError("rate-limit", "Slow down.", { retryAfterMs }) });
    for (const [first, asked] of [[failing("server"), 2], [limited(4000), 2], [limited(6000), 1]] as const) {
      const { chain, requests } = models([first], answers);
      const [model, ...rest] = chain;
      const hasty = { ...model, open: async () => retrying(await model.open(), fakeClock(), { law: hastyRetryLaw }) };
      await collect({ chain: [hasty, ...rest] });
      expect(requests.filter((request) => request.model === "m0")).to.have.length(asked);
    }
  });

  it("sends no option of one vendor to another", async () => {
    const asked = models([failing("server")], answers);
    await collect(asked, aRequest({ model: "m0", options: { speed: "fast" } }));
    expect(asked.requests.map(({ options }) => options)).to.deep.equal([{ speed: "fast" }, undefined]);
  });
});
