import { expect } from "chai";
import { coloursFor } from "../../../src/app/line/colours.ts";
import type { Theme } from "../../../src/app/line/colours.ts";
import { looksOf } from "../../../src/app/line/open-terminal.ts";

type Env = Readonly<Record<string, string>>;

/** The colours in a terminal that says this of its background, and how often it was asked. */
async function coloursIn(theme: Theme, env: Env, background?: string): Promise<readonly [string, number]> {
  let asked = 0;
  const terminal = {
    background: (): Promise<string | undefined> => {
      asked += 1;
      return Promise.resolve(background);
    },
  };
  const variables = { TERM: "xterm-256color", ...env };
  return [await coloursFor(theme, looksOf({ env: variables }, false), { env: variables }, terminal), asked];
}

const asked: readonly (readonly [string, Env, string | undefined, readonly [string, number]])[] = [
  ["white", {}, "rgb:ffff/ffff/ffff", ["light", 1]],
  ["a light yellow, in two digits", {}, "rgb:fd/f6/e3", ["light", 1]],
  ["a dark blue", {}, "rgb:0000/2b2b/3636", ["dark", 1]],
  ["nothing", {}, undefined, ["dark", 1]],
  ["something that is no colour", {}, "cornsilk", ["dark", 1]],
  ["white by a variable", { COLORFGBG: "0;15" }, undefined, ["light", 0]],
  ["black by a variable, with a default between", { COLORFGBG: "15;default;0" }, "rgb:ffff/ffff/ffff", ["dark", 0]],
  ["nothing, since it would show the question", { TERM: "eterm-color" }, "rgb:ffff/ffff/ffff", ["dark", 0]],
];

describe("the colours of a conversation", () => {
  for (const [what, env, background, expected] of asked) {
    it(`are by themselves ${expected[0]} where the terminal says: ${what}`, async () => {
      expect(await coloursIn("auto", env, background)).to.deep.equal(expected);
    });
  }

  it("are those of the theme where one is set, without a question", async () => {
    for (const theme of ["dark", "light", "none"] as const) expect(await coloursIn(theme, {}, "rgb:0/0/0")).to.deep.equal([theme, 0]);
  });

  it("are none with NO_COLOR and in a dumb terminal, whatever is set", async () => {
    for (const env of [{ NO_COLOR: "1" }, { TERM: "dumb" }]) expect(await coloursIn("light", env)).to.deep.equal(["none", 0]);
    expect(await coloursIn("light", { NO_COLOR: "" }), "an empty one says nothing").to.deep.equal(["light", 0]);
  });
});
