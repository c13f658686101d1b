import { expect } from "chai";
import { stylesOf } from "../../../src/print/line/styles.ts";
import { themeSamples } from "../../../src/print/line/theme-samples.ts";

const able = { moves: true, colours: true, spoken: false };

describe("the styles of a conversation", () => {
  it("leave out cyan and yellow on a light background", () => {
    expect(stylesOf(able, "dark").code("x")).to.equal("\x1b[36mx\x1b[39m");
    expect(stylesOf(able, "light").code("x")).to.equal("\x1b[34mx\x1b[39m");
    expect(themeSamples.light).to.include("\x1b[35m⊘").and.not.match(/\x1b\[3[36]m/);
    expect(themeSamples.dark).to.match(/\x1b\[33m⊘/);
  });

  it("have no escape sequence without colours, whatever is wished", () => {
    expect(themeSamples.none).to.include("`code`").and.not.include("\x1b");
    expect(stylesOf({ ...able, colours: false }, "light").code("x")).to.equal("`x`");
  });
});
