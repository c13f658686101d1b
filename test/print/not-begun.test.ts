import { AinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { formatAsked, tellNotBegun } from "../../src/print/not-begun.ts";
import { memory } from "./sample-events.ts";

describe("the format that a command line asks for", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["-p x", "text"],
    ["-p x --json", "json"],
    ["--output-format json -p x", "json"],
    ["--output-format=stream-json -p x", "stream-json"],
    ["--output-format text", "text"],
    ["--output-format xml", "text"],
    ["--output-format", "text"],
    ["--output-format json --output-format stream-json", "stream-json"],
    ["-p -- --json", "text"],
    ["--nonsense --json", "json"],
  ];
  for (const [line, format] of cases) {
    it(`is ${format} for ${line}`, () => {
      expect(formatAsked(line.split(" "))).to.equal(format);
    });
  }
});

describe("a run that did not begin", () => {
  const told = (thrown: unknown, format: "json" | "stream-json"): { exitCode: number; out: string; json: unknown } => {
    const output = memory();
    const exitCode = tellNotBegun(thrown, format, output);
    expect(output.err()).to.equal("");
    return { exitCode, out: output.out(), json: JSON.parse(output.out()) };
  };

  it("is told as the result of one that did, on one line for a stream", () => {
    const error = new AinError("unknown-model", "No.", { actions: ["Install it"] });
    const { exitCode, json } = told(error, "json");
    expect(exitCode).to.equal(40);
    expect(json).to.deep.equal({
      type: "result",
      subtype: "unknown-model",
      is_error: true,
      exit_code: 40,
      result: "",
      session_id: null,
      num_turns: 0,
      duration_ms: 0,
      usage: null,
      total_cost_usd: 0,
      error: { code: "unknown-model", message: "No.", retryable: false, actions: ["Install it"] },
    });
    const line = told(error, "stream-json");
    expect(line.json).to.deep.equal(json);
    expect(line.out).to.match(/^[^\n]+\n$/);
  });

  it("tells wrong usage and bugs as what they are", () => {
    const usage = Object.assign(new Error("Nonexistent flag: --x"), { oclif: { exit: 2 } });
    expect(told(usage, "json").json).to.have.nested.property("error.code", "usage");
    expect(told(usage, "json").exitCode).to.equal(2);
    const bug = told(new TypeError("x is not a function"), "json");
    expect(bug.json).to.include({ subtype: "internal", exit_code: 1 });
  });
});
