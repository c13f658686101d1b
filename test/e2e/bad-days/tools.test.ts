import { until } from "@ainative-code/test-kit";
import { expect } from "chai";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene } from "./scene.ts";

describe("tools on bad days", () => {
  before(buildOnce);

  for (const sandbox of ["off", "auto"] as const) {
    it(`end a background shell with the conversation, the sandbox ${sandbox}`, async () => {
      const calls = [{ name: "bash", input: { command: "echo $$ > pid; trap '' TERM; while :; do date +%s%N > alive; sleep 0.05; done", background: true } }];
      await using s = await scene([{ text: "", calls }, { text: "", calls: [{ name: "bash_output", input: {} }] }, { text: "Started." }]);
      const { exitCode, stderr } = await s.chat(["--permission-mode", "bypass"], { env: { AINATIVE_CODE_SANDBOX_MODE: sandbox } });
      expect(exitCode, stderr).to.equal(0);
      expect(JSON.stringify(s.server.requests[2]?.body["messages"])).to.contain("shell-1 (running)");
      // It writes every 50 ms as long as it lives.
      const alive = join(s.home.project, "alive");
      expect(readFileSync(alive, "utf8")).to.match(/^\d+\n$/);
      await until(() => Date.now() - statSync(alive).mtimeMs > 600 || undefined, "the shell to stand still", 30_000);
    });
  }

  it("change nothing by a patch of which one part is denied", async () => {
    const patch = "*** Begin Patch\n*** Update File: a\n@@\n-one\n+ONE\n*** Add File: locked/b\n+b\n*** End Patch\n";
    await using s = await scene([{ text: "", calls: [{ name: "apply_patch", input: { patch } }] }, { text: "Well then." }]);
    writeFileSync(join(s.home.project, "a"), "one\n");
    mkdirSync(join(s.home.project, "locked"));
    await s.chat(["--permission-mode", "bypass", "--disallowed-tools", "edit(locked/**)"]);
    expect(JSON.stringify(s.server.requests[1]?.body["messages"])).to.contain("edit(locked/**)");
    expect(readFileSync(join(s.home.project, "a"), "utf8")).to.equal("one\n");
    expect(existsSync(join(s.home.project, "locked", "b"))).to.equal(false);
  });

  it("say that nobody is there where a script is asked", async () => {
    const question = { question: "Which?", options: [{ label: "A" }, { label: "B" }] };
    await using s = await scene([{ text: "", calls: [{ name: "ask_user", input: question }] }, { text: "A, then." }]);
    const { exitCode } = await s.chat([]);
    expect(exitCode).to.equal(0);
    expect(JSON.stringify(s.server.requests[1]?.body["messages"])).to.contain("Nobody is there to answer.");
  });
});
