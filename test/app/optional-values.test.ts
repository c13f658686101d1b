import { expect } from "chai";
import { flagsAsTyped, withOptionalValues, type FlagShape } from "../../src/app/optional-values.ts";

const flags: Readonly<Record<string, FlagShape>> = {
  print: { type: "boolean", char: "p", aliases: ["prompt"] },
  continue: { type: "boolean", char: "c" },
  resume: { type: "option", char: "r", optionalValue: true },
  model: { type: "option", char: "m" },
};

const rewritten: readonly (readonly [string, string])[] = [
  ["", ""],
  ["-p", "-p"],
  ["-p text", "-p text"],
  ["-p=text", "--print -- text"],
  ["--print text", "--print text"],
  ["--print=text", "--print -- text"],
  ["--prompt text", "--print text"],
  ["--prompt=text", "--print -- text"],
  ["-p=--force", "--print -- --force"],
  ["-p=", "--print -- "],
  ["-r", "--resume="],
  ["-r abc", "--resume=abc"],
  ["-r=abc", "-r=abc"],
  ["-rabc", "-rabc"],
  ["--resume", "--resume="],
  ["--resume abc", "--resume=abc"],
  ["--resume=abc", "--resume=abc"],
  ["--resume -p", "--resume= -p"],
  ["-r -m openai/x text", "--resume= -m openai/x text"],
  ["-pr", "-p --resume="],
  ["-pcr abc", "-p -c --resume=abc"],
  ["-r --", "--resume= --"],
  ["-m -p=x text", "-m -p=x text"],
  ["text -m", "text -m"],
  ["-- -r -p=x", "-- -r -p=x"],
  ["-p=a -- b", "--print -- a b"],
  ["-m x -y=1 --unknown=2", "-m x -y=1 --unknown=2"],
];

describe("withOptionalValues", () => {
  for (const [typed, expected] of rewritten) {
    it(`makes "${expected}" of "${typed}"`, () => {
      expect(withOptionalValues(words(typed), flags)).to.deep.equal(words(expected));
    });
  }

  it("knows what users expect of chat, and of no other command", () => {
    const declared: Readonly<Record<string, FlagShape>> = {
      print: { type: "boolean", char: "p" },
      resume: { type: "option", char: "r" },
    };
    const typed = words("--prompt text -r");
    expect(withOptionalValues(typed, flagsAsTyped("chat", declared))).to.deep.equal(words("--print text --resume="));
    expect(withOptionalValues(typed, flagsAsTyped("other", declared))).to.deep.equal(typed);
    expect(withOptionalValues(typed, flagsAsTyped(undefined, declared))).to.deep.equal(typed);
  });

  it("leaves a command without such flags alone", () => {
    expect(withOptionalValues(["-r", "x", "--json"], {})).to.deep.equal(["-r", "x", "--json"]);
  });
});

function words(line: string): string[] {
  return line === "" ? [] : line.split(" ");
}
