import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { hook, replying, seenBy, setHooks } from "./hook-scene.ts";

const sources = (command: string): Readonly<Record<string, readonly [{ readonly hooks: readonly [{ readonly command: string }] }]>> => ({ SessionStart: [{ hooks: [{ command }] }] });

describe("hooks of a project", () => {
  before(buildOnce);

  it("run in a trusted folder only, and no more once they have changed", async () => {
    await using s = await replying({ text: "Fine." });
    const [one, other, mine] = [hook(s, "one", ""), hook(s, "other", ""), hook(s, "mine", "")];
    setHooks(s, sources(mine));
    setHooks(s, sources(one), "project");
    expect((await s.chat()).stderr).to.include("ainative-code trust");
    expect([seenBy(s, "one").length, seenBy(s, "mine").length]).to.deep.equal([0, 1]);

    await s.run(["trust"]);
    expect((await s.chat()).stderr).not.to.include("trust");
    expect([seenBy(s, "one").length, seenBy(s, "mine").length], "those of all layers run").to.deep.equal([1, 2]);

    setHooks(s, sources(other), "project");
    expect((await s.chat()).stderr).to.include("not those that were trusted");
    expect(seenBy(s, "other")).to.deep.equal([]);

    await s.chat([], { env: { AINATIVE_CODE_TRUST: "1" } });
    expect(seenBy(s, "other")).to.have.length(1);
    await s.run(["trust"]);
    await s.chat();
    expect(seenBy(s, "other")).to.have.length(2);
    await s.run(["trust", "--revoke"]);
    await s.chat();
    expect(seenBy(s, "other")).to.have.length(2);
  });

  it("are checked as every setting is", async () => {
    await using s = await replying({ text: "Fine." });
    setHooks(s, { SessionStart: [{ hooks: [{ command: "" }] }] });
    const { exitCode, stderr } = await s.chat();
    expect([exitCode, stderr.includes("SessionStart")], stderr).to.deep.equal([42, true]);
    expect(existsSync(join(s.home.data, "sessions.db"))).to.equal(false);
  });
});
