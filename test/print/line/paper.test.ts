import { expect } from "chai";
import { paperOn } from "../../../src/print/line/paper.ts";
import { stylesOf } from "../../../src/print/line/styles.ts";

function paper(columns = 40): { readonly paper: ReturnType<typeof paperOn>; readonly written: () => string } {
  const looks = { moves: true, colours: false, spoken: false };
  const writes: string[] = [];
  return { paper: paperOn({ columns, write: (text) => void writes.push(text) }, looks, stylesOf(looks)), written: () => writes.splice(0).join("") };
}

describe("what a conversation is printed on", () => {
  it("says how to stop what goes on, however long its line is", () => {
    const { paper: on, written } = paper();
    on.status(`bash ${"x".repeat(100)}`);
    expect(written()).to.equal(`… bash ${"x".repeat(20)} (Esc stops)`);
  });

  it("shows what something says indented, without a mark", () => {
    const { paper: on, written } = paper();
    on.status("  42 passing\nbash npm test");
    expect(written()).to.equal("  42 passing\n… bash npm test (Esc stops)");
  });

  it("prints nothing over a question that is being answered, but afterwards", async () => {
    const { paper: on, written } = paper();
    const answer = await on.held(async (say) => {
      on.status("Waiting");
      on.print("late\n");
      await Promise.resolve();
      say("yes\n");
      expect(written()).to.equal("yes\n");
      return 7;
    });
    expect([answer, written()]).to.deep.equal([7, "late\n"]);
  });
});
