import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { scene } from "../bad-days/scene.ts";
import { asked, put } from "./context-scene.ts";

const skill = (name: string, description: string, body: string): string => `---\nname: ${name}\ndescription: ${description}\n---\n${body}\n`;

describe("skills", () => {
  it("are told by name and description, and loaded with their files when they are needed", async () => {
    const inputs = [{ name: "release" }, { name: "release", file: "steps/list.md" }, { name: "release", file: "../../../outside.md" }, { name: "releases" }];
    let step = 0;
    await using s = await scene(() => {
      const input = inputs[step];
      step += 1;
      return input === undefined ? { text: "Done." } : { calls: [{ name: "skill", input }] };
    });
    put(s, ".agents/skills/release/SKILL.md", skill("release", "How to make a release", "Body of the skill."));
    put(s, ".agents/skills/release/steps/list.md", "The list of steps.");
    put(s, ".claude/skills/review/SKILL.md", skill("review", "How to review", "Other body."));
    put(s, "outside.md", "From outside.");
    const done = await s.chat();
    expect(done.exitCode, done.stderr).to.equal(0);
    const head = JSON.stringify(asked(s, 0));
    expect(head).to.include("- release: How to make a release").and.include("- review: How to review").and.not.include("Body of the skill.");
    const all = JSON.stringify(asked(s, 4));
    expect(all).to.include("Body of the skill.").and.include("steps/list.md").and.include("The list of steps.");
    expect(all).to.include("is outside of the skill's folder").and.not.include("From outside.");
    expect(all).to.include("There is no skill \\\\\\\"releases\\\\\\\"");
  });

  it("are no tool and no text where there are none", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    await s.chat();
    const body = JSON.stringify(s.server.requests[0]?.body);
    expect(body).to.not.include('"skill"').and.not.include("Skills,");
  });

  it("that are broken, or lead out of the project, are left out and told", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    put(s, ".agents/skills/one/SKILL.md", "---\nname: one\n---\nNo description.\n");
    put(s, ".agents/skills/two/SKILL.md", skill("other", "Of another name", "Body."));
    put(s, ".agents/skills/three/SKILL.md", "---\nname: [\n---\nBody.\n");
    const away = join(s.home.root, "away");
    mkdirSync(away);
    writeFileSync(join(away, "SKILL.md"), skill("four", "From outside", "Body."));
    symlinkSync(away, join(s.home.project, ".agents/skills/four"));
    const done = await s.chat();
    expect([done.exitCode, done.stdout]).to.deep.equal([0, "Fine.\n"]);
    for (const told of ["one/SKILL.md is left out: its head has to give", 'its name is "other"', "three/SKILL.md is left out: line 2", "four/SKILL.md is left out: it leads out"]) {
      expect(done.stderr).to.include(told);
    }
    expect(JSON.stringify(asked(s, 0))).to.not.include("From outside");
  });

  it("may have a description that other programs take as it stands, with a colon", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    put(s, ".agents/skills/release/SKILL.md", "---\r\nname: release\r\ndescription: Use when asked: make a \"release\"\r\n---\r\nBody.\r\n");
    put(s, ".claude/commands/fix.md", "---\nargument-hint: [number] [mode]\n---\nFix $1.\n");
    const done = await s.run(["chat", "-m", "openai/m", "-p", "/fix 7"]);
    expect([done.exitCode, done.stderr]).to.deep.equal([0, ""]);
    expect(JSON.stringify(s.server.requests[0]?.body)).to.include('- release: Use when asked: make a \\"release\\"').and.include("Fix 7.");
  });

  it("are called by name, with what to do", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    put(s, ".agents/skills/release/SKILL.md", skill("release", "How to make a release", "Body of the skill."));
    await s.run(["chat", "-m", "openai/m", "-p", "/skill:release version 2"]);
    expect(asked(s, 0).at(-1)?.text).to.include("Body of the skill.").and.include("Arguments: version 2");
  });
});
