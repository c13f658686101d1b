import type { Host, Provider, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import type { Dialect } from "@ainative-code/test-kit";
import { expect } from "chai";
import { framesOf } from "../../src/conformance/provider/frames.ts";
import { fuzzFaults, type Fuzz } from "../../src/conformance/provider/laws/fuzz-law.ts";
import { mutated } from "../../src/conformance/provider/mutation.ts";
import { seededRandom } from "../../src/conformance/provider/seeded-random.ts";

/** The wire format of this test: `begin`, `args TEXT`, `end` of one call, and `.` at the end of all. */
const calls: Dialect = {
  payloads: (body) => body.split("\n").slice(0, -1),
  isComplete: (payloads) => payloads.includes("."),
  isFailed: () => false,
  text: () => "",
  blocks: () => [],
  sentBlocks: () => [],
  isArgumentPiece: (payload) => String(payload).startsWith("args "),
};

type Fault = "crashes at a second begin" | "ends twice" | "never ends" | "runs what never began properly";

async function* stream(request: ProviderRequest, host: Host, fault: Fault | undefined): AsyncGenerator<StreamEvent> {
  const { body } = await host.fetch("http://127.0.0.1:9/x", { signal: request.signal });
  yield { type: "start", origin: { provider: "calls", api: "calls", model: request.model } };
  let [rest, args, open, broken] = ["", "", false, false];
  for await (const chunk of body) {
    const lines = (rest + new TextDecoder().decode(chunk)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "begin") {
        if (open && fault === "crashes at a second begin") throw new TypeError("begun already");
        if (!open) yield { type: "tool-start", part: 0, id: "c", name: "run" };
        open = true;
      } else if (line.startsWith("args ")) {
        if (open) args += line.slice(5);
        else broken = true;
      } else if (line === "end" && open && fault === "runs what never began properly" ? true : line === "end" && open && !broken && args !== "") {
        yield { type: "tool-end", part: 0, call: { type: "tool-call", id: "c", name: "run", input: { args } } };
        open = false;
      } else if (line === ".") {
        if (fault === "never ends") return;
        yield { type: "finish", stop: { reason: "stop" } };
        if (fault !== "ends twice") return;
      }
    }
  }
  if (fault !== "never ends" && fault !== "ends twice") yield { type: "finish", stop: { reason: "interrupted" } };
  if (fault === "ends twice" && rest !== "") yield { type: "finish", stop: { reason: "interrupted" } };
}

const body = new TextEncoder().encode("begin\nargs rm -r\nend\n.\n");
const fuzz: Fuzz = { rounds: 100, seed: 1 };

async function faults(fault?: Fault, options = fuzz): Promise<readonly string[]> {
  const provider: Provider = { id: "calls", models: () => Promise.resolve([]), stream: (request, host) => stream(request, host, fault) };
  return fuzzFaults({ provider, config: {}, secrets: {} }, body, calls, options);
}

describe("the law of spoiled answers", () => {
  it("finds nothing in a provider that makes the best of them", async () => {
    expect(await faults()).to.deep.equal([]);
  });

  const broken: readonly (readonly [Fault, RegExp])[] = [
    ["crashes at a second begin", /^seed \d+ \(.*twice.*\): a crash: TypeError: begun already/],
    ["ends twice", /: (\d ends|[a-z-]+ after the end)/],
    ["never ends", /: 0 ends/],
    ["runs what never began properly", /a call that the whole answer does not make: run \{"args":""\}/],
  ];
  for (const [fault, told] of broken) {
    it(`finds one that ${fault}, and tells the seed`, async () => {
      const [found = ""] = await faults(fault);
      expect(found).to.match(told);
      const seed = Number(/^seed (\d+)/.exec(found)?.[1]);
      expect(await faults(fault, { rounds: 1, seed }), "that seed alone").to.deep.equal([found]);
    });
  }

  it("does not judge calls where nobody can tell", async () => {
    expect(await faults("runs what never began properly", { ...fuzz, isVague: true })).to.deep.equal([]);
  });
});

describe("the frames of an answer", () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const textsOf = (body: Uint8Array): readonly string[] => framesOf(body).map((frame) => new TextDecoder().decode(frame));

  it("are the events of an event stream, with whatever line ends", () => {
    expect(textsOf(bytes("data: a\n\nevent: x\ndata: b\n\nda"))).to.deep.equal(["data: a\n\n", "event: x\ndata: b\n\n", "da"]);
    expect(textsOf(bytes("data: a\r\n\r\ndata: b\r\n\r\n"))).to.deep.equal(["data: a\r\n\r\n", "data: b\r\n\r\n"]);
  });

  it("are lines of JSON, and binary frames by their length", () => {
    expect(textsOf(bytes('{"a":1}\n{"b":2}\n'))).to.deep.equal(['{"a":1}\n', '{"b":2}\n']);
    const frame = new Uint8Array(20);
    frame[3] = 20;
    const three = Uint8Array.from([...frame, ...frame, 0, 0, 0, 99, 1]);
    expect(framesOf(three).map(({ length }) => length)).to.deep.equal([20, 20, 5]);
  });

  it("are nothing of nothing", () => {
    expect(framesOf(new Uint8Array())).to.deep.equal([]);
    expect(mutated([], seededRandom(1)).sent).to.deep.equal([]);
  });
});

describe("seeded random numbers", () => {
  it("are the same for a seed, others for another, and spread from 0 to 1", () => {
    const take = (seed: number): readonly number[] => Array.from({ length: 1000 }, seededRandom(seed));
    expect(take(7)).to.deep.equal(take(7));
    expect(take(7)).to.not.deep.equal(take(8));
    const numbers = take(7);
    expect(Math.min(...numbers)).to.be.within(0, 0.01);
    expect(Math.max(...numbers)).to.be.within(0.99, 1);
  });
});
