import { AinError } from "@ainative-code/sdk";
import type { Message, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { inMemoryHost } from "@ainative-code/test-kit";
import { expect } from "chai";
import { inflateSync } from "node:zlib";
import { learnedFrom } from "../../../src/core/capability-probe/learned-from.ts";
import type { ProbeName, Works } from "../../../src/core/capability-probe/probe.ts";
import { probes } from "../../../src/core/capability-probe/probes.ts";
import { runProbes } from "../../../src/core/capability-probe/run-probes.ts";
import type { ProbeRow } from "../../../src/core/capability-probe/run-probes.ts";

type Answering = (request: ProviderRequest) => readonly StreamEvent[] | AinError | "never";

interface Model {
  readonly answer: Answering;
  readonly count?: () => Promise<number>;
  readonly models?: readonly string[];
  readonly only?: readonly ProbeName[];
  readonly limitMs?: number;
  /** Milliseconds that go by between two looks at the clock. */
  readonly paceMs?: number;
}

async function tried({ answer, count, models = ["m"], only, limitMs = 5000, paceMs = 15 }: Model): Promise<{ rows: readonly ProbeRow[]; asked: readonly ProviderRequest[] }> {
  const asked: ProviderRequest[] = [];
  async function* stream(request: ProviderRequest): AsyncGenerator<StreamEvent, void> {
    asked.push(request);
    const events = answer(request);
    if (events === "never") await new Promise((resolve) => request.signal.addEventListener("abort", resolve));
    else if (events instanceof AinError) yield { type: "error", error: events };
    else yield* events;
  }
  const provider = { id: "p", stream, models: () => Promise.resolve(models.map((id) => ({ id }))), ...(count === undefined ? {} : { countTokens: count }) };
  let [ids, now, seed] = [0, 0, 7];
  const context = { provider, host: inMemoryHost(), model: "m", stream, signal: new AbortController().signal, now: () => (now += paceMs), newId: () => `id-${++ids}`, random: () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647 };
  const rows: ProbeRow[] = [];
  const chosen = probes.filter(({ name }) => only === undefined || only.includes(name));
  for await (const row of runProbes(chosen, context, limitMs)) rows.push(row);
  return { rows, asked };
}

const start: StreamEvent = { type: "start", origin: { provider: "p", api: "a", model: "m" } };

function saying(text: string, more: Partial<Extract<StreamEvent, { type: "finish" }>> = {}): readonly StreamEvent[] {
  const pieces = (text.match(/\S+\s*/g) ?? []).map((piece): StreamEvent => ({ type: "text-delta", part: 0, text: piece }));
  return [start, { type: "text-start", part: 0 }, ...pieces, { type: "text-end", part: 0 }, { type: "finish", stop: { reason: "stop" }, ...more }];
}

function calling(...sensors: readonly string[]): readonly StreamEvent[] {
  const calls = sensors.flatMap((sensor, part): StreamEvent[] => [
    { type: "tool-start", part, id: `c${part}`, name: "read_sensor" },
    { type: "tool-end", part, call: { type: "tool-call", id: `c${part}`, name: "read_sensor", input: { sensor } } },
  ]);
  return [start, ...calls, { type: "finish", stop: { reason: "tool-calls" } }];
}

const withoutArgument: readonly StreamEvent[] = [
  start,
  { type: "tool-start", part: 0, id: "c", name: "read_sensor" },
  { type: "tool-end", part: 0, call: { type: "tool-call", id: "c", name: "read_sensor", input: {} } },
  { type: "finish", stop: { reason: "tool-calls" } },
];

function lastText({ messages }: ProviderRequest): string {
  return JSON.stringify(messages.at(-1)?.parts);
}

function sensorIn(request: ProviderRequest): string {
  return /boiler-\d+/.exec(lastText(request))?.[0] ?? "";
}

function dataIn(request: ProviderRequest): Buffer {
  return Buffer.from(/"data":"([^"]*)"/.exec(lastText(request))?.[1] ?? "", "base64");
}

/** Reads the first pixel and the last one of a picture. */
function coloursIn(request: ProviderRequest): string {
  const png = dataIn(request);
  const at = png.indexOf("IDAT");
  const pixels = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  const names: Readonly<Record<string, string>> = { ff0000: "red", "00a000": "green", "0000ff": "blue", ffe600: "yellow", "000000": "black", ffffff: "white" };
  return `${names[pixels.toString("hex", 1, 4)] ?? ""} and ${names[pixels.toString("hex", pixels.length - 3)] ?? ""}`;
}

function wordsIn(request: ProviderRequest): string {
  return /\((.*)\) Tj/.exec(dataIn(request).toString())?.[1] ?? "";
}

const cached = { usage: { input: { total: 5000, fresh: 100, cacheRead: 4900, cacheWrite: 0 }, output: { total: 3, thinking: 40 } } };

/** A model that can do everything. */
const able: Answering = (request) => {
  const { messages, tools, output, effort } = request;
  const result = messages.find(({ role }: Message) => role === "tool");
  if (result !== undefined) return saying(`The boiler says ${/"text":"(\d+)"/.exec(JSON.stringify(result))?.[1] ?? ""}.`);
  if (tools.length > 0) return /three/.test(lastText(request)) ? calling("north", "south", "east") : calling(sensorIn(request));
  if (output !== undefined) return saying('{"city":"Paris","bridges":37}');
  if (/colour/.test(lastText(request))) return saying(coloursIn(request));
  if (/document/.test(lastText(request))) return saying(wordsIn(request));
  return saying("1 2 3 ready", request.system.length > 0 || effort !== undefined ? cached : {});
};

function verdicts(rows: readonly ProbeRow[]): Partial<Record<ProbeName, Works>> {
  return Object.fromEntries(rows.map(({ capability, works }) => [capability, works]));
}

describe("trying out a model", () => {
  it("says yes to all that one can do which can do everything", async () => {
    const { rows, asked } = await tried({ answer: able, count: () => Promise.resolve(9) });
    expect(rows.filter(({ works }) => works !== "yes")).to.deep.equal([]);
    expect(rows).to.have.lengthOf(probes.length);
    expect(asked).to.have.lengthOf(probes.reduce((sum, { requests }) => sum + requests, 0));
    expect(learnedFrom(rows)).to.deep.equal({ tools: true, imageIn: true, pdfIn: true, thinking: true });
  });

  it("says no, and remembers it, where a server refuses what it is asked", async () => {
    const refused: Answering = (request) => {
      const media = /"(image|file)"/.exec(lastText(request));
      if (request.tools.length > 0 || request.effort !== undefined || request.output !== undefined || media !== null) return new AinError("unsupported", "No.");
      return saying("ready or not");
    };
    const { rows } = await tried({ answer: refused });
    expect(verdicts(rows)).to.include({ text: "yes", stream: "yes", tool: "no", parallel: "no", image: "no", pdf: "no", thinking: "no", json: "no", cache: "unknown", count: "no" });
    expect(learnedFrom(rows)).to.deep.equal({ tools: false, imageIn: false, pdfIn: false, thinking: false });
  });

  it("remembers nothing of a model that only does badly, and of a server that only has a bad day", async () => {
    const poor = await tried({ answer: () => saying("green unicorns everywhere") });
    expect(verdicts(poor.rows)).to.include({ tool: "no", image: "no", pdf: "no", json: "no" });
    expect(Object.values(learnedFrom(poor.rows)).filter((known) => known !== undefined)).to.deep.equal([]);
    const busy: Answering = ({ tools }) => (tools.length > 0 ? new AinError("overloaded", "Busy.") : saying("a b"));
    const { rows } = await tried({ answer: busy, only: ["text", "tool"] });
    expect(verdicts(rows)).to.deep.equal({ text: "yes", tool: "unknown" });
    expect(learnedFrom(rows)).to.deep.equal({});
  });

  it("asks for nothing more that costs something where a plain question is not answered", async () => {
    const { rows, asked } = await tried({ answer: () => new AinError("auth", "The key is refused.") });
    expect(asked).to.have.lengthOf(1);
    expect(rows[0]).to.include({ works: "unknown", seen: "The key is refused." });
    expect(rows[1]?.seen).to.match(/^not asked/);
    expect(rows.find(({ capability }) => capability === "models")).to.include({ works: "yes" });
  });

  it("waits for one answer no longer than it may take, and says so", async () => {
    const { rows } = await tried({ answer: () => "never", only: ["text", "stream"], limitMs: 30 });
    expect(rows[0]).to.include({ works: "unknown", seen: "no answer within 0.03 s" });
    expect(rows[0]?.error).to.have.property("code", "timeout");
  });

  const cases: Readonly<Record<string, readonly [ProbeName, readonly StreamEvent[], Works, RegExp]>> = {
    "an answer in one piece is no stream": ["stream", saying("1"), "no", /at once/],
    "a call without its argument can't be run": ["tool", withoutArgument, "no", /can't be run: read_sensor {}/],
    "one call is not several": ["parallel", calling("north"), "no", /one call at a time/],
    "calls that are the same are not several": ["parallel", calling("north", "north"), "no", /told apart/],
    "an answer without a word is no text": ["text", saying(""), "no", /without a word/],
    "an answer that broke off says nothing": ["text", [start, { type: "finish", stop: { reason: "interrupted" } }], "unknown", /broke off/],
    "all tokens spent before a word say nothing": ["image", [start, { type: "finish", stop: { reason: "length" } }], "unknown", /limit of tokens/],
    "a picture that is called by one of its colours was not seen": ["image", saying("Red."), "no", /^called a picture of \w+ and \w+ "Red\."/],
    "naming every colour there is sees nothing": ["image", saying("red green blue yellow black white"), "no", /^called a picture/],
    "a word that stands in many documents was not read": ["pdf", saying("PELICAN"), "no", /something else/],
    "a call for another sensor is not the one asked for": ["tool", calling("WRONG0"), "no", /called for "wrong0" in the place of "boiler-\d+"/],
    "calls for other sensors are not those asked for": ["parallel", calling("a", "b", "c"), "no", /something else/],
    "JSON of another shape is not what was asked for": ["json", saying('{"city":"Paris"}'), "no", /no object of the schema/],
  };
  for (const [name, [only, events, works, seen]] of Object.entries(cases)) {
    it(`knows that ${name}`, async () => {
      const { rows } = await tried({ answer: () => events, only: [only] });
      expect(rows[0]?.works).to.equal(works);
      expect(rows[0]?.seen).to.match(seen);
    });
  }

  it("knows that pieces which come all at once were buffered", async () => {
    const { rows } = await tried({ answer: () => saying("1 2 3 4"), only: ["stream"], paceMs: 0.1 });
    expect(rows[0]?.works).to.equal("no");
    expect(rows[0]?.seen).to.match(/^buffered: 4 pieces, all of them within 0 ms/);
  });

  it("does not believe a tool whose value the model does not tell", async () => {
    const answer: Answering = (request) => (request.messages.length > 1 ? saying("Done.") : calling(sensorIn(request)));
    const { rows } = await tried({ answer, only: ["tool"] });
    expect(rows[0]).to.include({ works: "no" });
    expect(rows[0]?.seen).to.include("does not tell the value");
  });

  it("strikes out a refusal where the server takes the request now, without believing in more", async () => {
    const { rows } = await tried({ answer: () => saying("I would rather talk."), only: ["tool"] });
    expect(learnedFrom(rows)).to.have.all.keys("tools").and.to.deep.equal({ tools: undefined });
  });

  it("says no where the result of a tool is refused", async () => {
    const answer: Answering = (request) => (request.messages.length > 1 ? new AinError("invalid-request", "Bad role: tool.") : calling(sensorIn(request)));
    const { rows } = await tried({ answer, only: ["tool"] });
    expect(rows[0]).to.include({ works: "no" });
    expect(rows[0]?.seen).to.include("its result refused: Bad role: tool.");
  });
});
