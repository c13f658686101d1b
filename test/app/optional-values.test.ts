import { expect } from "chai";
import { withOptionalValues, type FlagShape } from "../../src/app/optional-values.ts";

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
  ["--prompt text", "--prompt text"],
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

  it("leaves a command without such flags alone", () => {
    expect(withOptionalValues(["-r", "x", "--json"], {})).to.deep.equal(["-r", "x", "--json"]);
  });
});

function words(line: string): string[] {
  return line === "" ? [] : line.split(" ");
}
