import {
  AinError,
  isAinError,
  type Host,
  type Part,
  type Provider,
  type ProviderRequest,
  type StreamEvent,
  type Usage,
} from "@ainative-code/sdk";
import { providerConformance, type Dialect, type ProviderConformance } from "@ainative-code/test-kit";
import { expect } from "chai";

/** The wire format of this test: a line of text each, `.` at the end. */
const lines: Dialect = {
  payloads: (body) => body.split("\n").slice(0, -1),
  isComplete: (payloads) => payloads.includes("."),
  isFailed: () => false,
  text: (payloads) => payloads.filter((line) => line !== ".").join(""),
  blocks: (payloads) => [lines.text(payloads)],
  sentBlocks: (body) => (typeof body === "object" && body !== null ? Object.values<unknown>({ ...body }).slice(1, 2) : []),
};

type Fault =
  | "trusts every end"
  | "decodes chunks alone"
  | "drops text"
  | "miscounts"
  | "numbers parts badly"
  | "forgets the past"
  | "hangs"
  | "shows the key";

/** What is lawful too, and no test of the suite may hold against a provider. */
type Way = "tells of an abort by an event" | "has one fixed host";

const usageOf = (fault: Fault | undefined): Usage => ({
  input: { total: fault === "miscounts" ? 9 : 3, fresh: 2, cacheRead: 1, cacheWrite: 0 },
  output: { total: 1 },
});

const textOf = (parts: readonly Part[]): string => parts.map((part) => (part.type === "text" ? part.text : "")).join("");

function providerWith(fault?: Fault): Provider {
  return { id: "lines", models: () => Promise.resolve([]), stream: (request, host) => stream(request, host, fault) };
}

function lawful(way: Way): Provider {
  return { id: "lines", models: () => Promise.resolve([]), stream: (request, host) => streamIn(way, request, host) };
}

async function* streamIn(way: Way, request: ProviderRequest, host: Host): AsyncGenerator<StreamEvent> {
  const settings = way === "has one fixed host" ? { base: "https://fixed.example" } : host.config;
  try {
    yield* stream(request, { ...host, config: settings }, undefined);
  } catch (error) {
    if (way === "has one fixed host" || !isAinError(error) || error.code !== "cancelled") throw error;
    yield { type: "error", error };
  }
}

async function* stream(request: ProviderRequest, host: Host, fault: Fault | undefined): AsyncGenerator<StreamEvent> {
  const signal = fault === "hangs" ? new AbortController().signal : request.signal;
  const past = request.messages.map(({ parts }) => textOf(parts));
  const body = JSON.stringify(fault === "forgets the past" ? past.slice(-1) : past);
  const response = await host.fetch(`${String(host.config["base"])}/x`, { method: "POST", body, signal });
  if (!response.ok) {
    const key = await host.secret("key");
    const requestId = response.headers["x-request-id"];
    throw new AinError("auth", fault === "shows the key" ? `not this one: ${key}` : "no", { status: response.status, requestId });
  }
  yield { type: "start", origin: { provider: "lines", api: "lines", model: request.model } };
  const part = fault === "numbers parts badly" ? 1 : 0;
  yield { type: "text-start", part };
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of response.body) {
    rest += fault === "decodes chunks alone" ? new TextDecoder().decode(chunk) : decoder.decode(chunk, { stream: true });
    const whole = rest.split("\n");
    rest = whole.pop() ?? "";
    for (const text of whole) {
      if (text === ".") {
        yield { type: "text-end", part };
        yield { type: "finish", stop: { reason: "stop" }, usage: usageOf(fault) };
        return;
      }
      if (fault !== "drops text") yield { type: "text-delta", part, text };
    }
  }
  yield { type: "text-end", part };
  yield { type: "finish", stop: { reason: fault === "trusts every end" ? "stop" : "interrupted" } };
}

const config = (origin: string): Readonly<Record<string, unknown>> => ({ base: origin });
const suite = (fault?: Fault): ProviderConformance => ({
  name: "lines",
  provider: providerWith(fault),
  secrets: { key: "the-key-0123" },
  fixtures: [{ name: "greeting", body: new TextEncoder().encode("Grüß\n dich 🌍\n.\n"), dialect: lines, config }],
  errors: [{ name: "refusal", status: 401, body: "", config, code: "auth", retryable: false }],
});

describe("the conformance suite of providers", () => {
  it("finds nothing in a lawful provider", async () => {
    expect(await providerConformance(suite())).to.deep.equal([]);
  });

  for (const way of ["tells of an abort by an event", "has one fixed host"] satisfies Way[]) {
    it(`finds nothing in one that ${way}`, async () => {
      expect(await providerConformance({ ...suite(), provider: lawful(way) })).to.deep.equal([]);
    });
  }

  const faults: readonly (readonly [Fault, string])[] = [
    ["trusts every end", "cut invariance"],
    ["decodes chunks alone", "split invariance"],
    ["drops text", "what is expected"],
    ["miscounts", "usage"],
    ["numbers parts badly", "order of events"],
    ["forgets the past", "round trip"],
    ["hangs", "abort"],
    ["shows the key", "error of a status"],
  ];
  for (const [fault, law] of faults) {
    it(`finds one that ${fault}`, async () => {
      const findings = await providerConformance(suite(fault));
      expect(findings.map((finding) => finding.law)).to.include(law);
    });
  }
});
