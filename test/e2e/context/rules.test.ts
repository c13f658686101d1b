import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { scene } from "../bad-days/scene.ts";
import { asked, put, reads } from "./context-scene.ts";

describe("the rules of a part of a project", () => {
  it("are told when something there is first touched, once, behind what was said; the head stays", async () => {
    await using s = await scene(reads("sub/a.ts", "sub/b.ts"));
    put(s, "AGENTS.md", "Rule of the root.");
    put(s, "sub/AGENTS.md", "Rule of the sub-folder.");
    put(s, ".ainative-code/rules/ts.md", '---\npaths: ["**/a.ts"]\n---\nRule of that file.\n');
    put(s, ".ainative-code/rules/py.md", "---\nglobs: '*.py'\n---\nRule of Python.\n");
    put(s, "sub/a.ts", "a");
    put(s, "sub/b.ts", "b");
    const done = await s.chat();
    expect([done.exitCode, done.stdout], done.stderr).to.deep.equal([0, "Done.\n"]);
    const [first, second, third] = [asked(s, 0), asked(s, 1), asked(s, 2)];
    expect(JSON.stringify(first)).to.include("Rule of the root.").and.not.include("sub-folder");
    expect(second.at(-1)?.role).to.equal("user");
    expect(second.at(-1)?.text).to.include("Rule of the sub-folder.").and.include("Rule of that file.").and.not.include("Python");
    expect(JSON.stringify(second.slice(0, first.length))).to.equal(JSON.stringify(first));
    expect(third.filter(({ text }) => text.includes("Rule of the sub-folder."))).to.have.length(1);
  });

  it("are not told again when the conversation is gone on with", async () => {
    let step = 0;
    await using s = await scene(() => ((step += 1) % 2 === 1 ? { calls: [{ name: "read", input: { path: "sub/a.ts" } }] } : { text: "Done." }));
    put(s, "sub/a.ts", "a");
    put(s, "sub/AGENTS.md", "Rule of the sub-folder.");
    await s.chat();
    await s.chat(["--continue"]);
    expect(asked(s, 3).filter(({ text }) => text.includes("Rule of the sub-folder."))).to.have.length(1);
  });

  it("come from nowhere but the project: no link out of it is followed, and a huge file is cut", async () => {
    await using s = await scene(reads("sub/a.ts", "big/a.ts"));
    writeFileSync(join(s.home.root, "outside.md"), "Rule from outside.");
    for (const path of ["sub/a.ts", "big/a.ts"]) put(s, path, "a");
    symlinkSync(join(s.home.root, "outside.md"), join(s.home.project, "sub/AGENTS.md"));
    put(s, "big/AGENTS.md", "Rule of the big one. ".repeat(500_000));
    const done = await s.chat();
    expect(done.exitCode, done.stderr).to.equal(0);
    expect(done.stderr).to.include("is used up to its character 65,536");
    const all = JSON.stringify(asked(s, 2));
    expect(all).to.include("Rule of the big one.").and.not.include("Rule from outside.");
    expect(all.length).to.be.lessThan(100_000);
  });

  it("and the head can be given on the command line, the surroundings always last", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    put(s, "AGENTS.md", "Rule of the root.");
    await s.chat(["--system-prompt", "You are a poet.", "--append-system-prompt", "Rhyme."]);
    const head = asked(s, 0).filter(({ role }) => role !== "user").map(({ text }) => text).join("\n");
    const places = ["You are a poet.", "Rule of the root.", "Rhyme.", "Working directory:"].map((text) => head.indexOf(text));
    expect(places).to.deep.equal(places.toSorted((a, b) => a - b)).and.not.include(-1);
    expect(head).to.not.include("You are a coding assistant");
  });
});
