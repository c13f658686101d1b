import { tempHome, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { overwritten } from "../../../src/app/line/overwritten.ts";
import type { PermissionQuestion } from "../../../src/core/permissions/question.ts";
import { questionLines } from "../../../src/print/line/question-lines.ts";
import { stylesOf } from "../../../src/print/line/styles.ts";
import { call } from "../../print/sample-events.ts";

describe("what a whole file would change in the one that is there", () => {
  let home: TempHome;
  beforeEach(() => (home = tempHome()));
  afterEach(() => home.dispose());

  const at = (name: string): string => join(home.project, name);
  const question = (name: string): PermissionQuestion => ({ tool: "write", risk: "write", accesses: [{ kind: "write", path: at(name), inside: true, shown: name }] });
  const write = (content: string): ReturnType<typeof call> => call("write", { path: "a.txt", content });

  it("is its difference, and that is what the question shows", () => {
    writeFileSync(at("a.txt"), "one\ntwo\nthree\n");
    const lines = overwritten(write("one\nzwei\nthree\n"), question("a.txt"));
    expect(lines?.slice(1)).to.deep.equal([" one", "-two", "+zwei", " three"]);
    const shown = questionLines(write("one\nzwei\nthree\n"), stylesOf({ moves: true, colours: false, spoken: false }), lines);
    expect(shown.slice(0, 2)).to.deep.equal(["write wants to run with:", "  path: a.txt"]);
    expect(shown.slice(3)).to.deep.equal(["     one", "    -two", "    +zwei", "     three"]);
  });

  it("is nothing, and said so, where it is the same", () => {
    writeFileSync(at("a.txt"), "one\n");
    expect(questionLines(write("one\n"), stylesOf({ moves: true, colours: false, spoken: false }), overwritten(write("one\n"), question("a.txt")))).to.include("    (nothing changes)");
  });

  it("is not known of a new file, of no text, and of a call that hands in none", () => {
    writeFileSync(at("b.bin"), "a\0b");
    expect([overwritten(write("x"), question("a.txt")), overwritten(write("x"), question("b.bin")), overwritten(call("bash", { command: "ls" }), question("b.bin"))]).to.deep.equal([undefined, undefined, undefined]);
  });
});
