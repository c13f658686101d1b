import { expect } from "chai";
import { enter, lineScene } from "./line-scene.ts";

describe("earlier inputs", () => {
  const scene = lineScene();

  it("are looked through by Ctrl+R, and sent again by Enter", async () => {
    using terminal = await scene.open([{ text: "One." }, { text: "Two." }, { text: "Three." }]);
    await terminal.shows("permissions: ask");
    enter(terminal, "mend the test");
    await terminal.shows("One.");
    enter(terminal, "and now the docs");
    await terminal.shows(/Two\.\s+>\s*$/);
    terminal.press("C-r");
    await terminal.shows('search "":');
    terminal.type("the t");
    await terminal.shows('search "the t": mend the test');
    terminal.press("Enter");
    expect(await terminal.shows("Three.")).to.match(/Two\.[^]*> mend the test\n[^]*Three\./);
    expect(scene.asked(2).at(-1)).to.equal("mend the test");
  });
});
