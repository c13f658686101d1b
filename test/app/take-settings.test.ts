import { expect } from "chai";
import { takeSettings } from "../../src/app/take-settings.ts";

const declared = { text: { type: "option", char: "t" }, force: { type: "boolean" } } as const;

describe("settings that every command takes", () => {
  const lines: readonly (readonly [string, readonly string[], readonly string[], Readonly<Record<string, unknown>>])[] = [
    ["attached and not", ["a", "--set=x.y=1", "--set", "model=a/b", "z"], ["a", "z"], { "x.y": "1", model: "a/b" }],
    ["levels of the log", ["--verbose", "--log-level", "trace"], [], { "log.level": "trace", "log.console": "trace" }],
    ["nothing behind --", ["--verbose", "--", "--verbose"], ["--", "--verbose"], { "log.console": "debug" }],
    ["no value of another flag", ["--text", "--verbose", "-t", "--set", "--force"], ["--text", "--verbose", "-t", "--set", "--force"], {}],
    ["no longer name", ["--settle", "--verbosely=1"], ["--settle", "--verbosely=1"], {}],
  ];
  for (const [what, argv, rest, settings] of lines) {
    it(`are taken off a command line: ${what}`, () => {
      expect(takeSettings(argv, declared)).to.deep.equal({ rest, settings });
    });
  }

  it("are left to a command that has a flag of that name", () => {
    const argv = ["--set", "a=b", "--verbose"];
    expect(takeSettings(argv, { set: { type: "option" } })).to.deep.equal({ rest: ["--set", "a=b"], settings: { "log.console": "debug" } });
  });

  for (const argv of [["--set"], ["--set", "nonsense"], ["--log-level", "loud"], ["--log-level"], ["--verbose=1"]]) {
    it(`are refused as ${argv.join(" ")}`, () => {
      expect(() => takeSettings(argv, declared)).to.throw().with.property("code", "invalid-input");
    });
  }
});
