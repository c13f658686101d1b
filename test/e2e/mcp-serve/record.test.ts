import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runCli, startScriptedServer, tempHome, type CliResult, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { bin, connected, projectFile, started } from "./clients.ts";

describe("what a client has had done by mcp serve", function () {
  this.timeout(30_000);
  let home: TempHome;
  before(buildOnce);
  beforeEach(() => (home = tempHome()));
  afterEach(() => home.dispose());

  const run = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CliResult> => runCli(args, { bin, env: { ...home.env, ...env }, cwd: home.project });
  const text = (name: string): string => readFileSync(join(home.project, name), "utf8");

  it("is a session that can be looked at and undone call by call, also while the client is connected", async () => {
    projectFile(home, "a.txt", "before");
    await using one = await connected(started(home, ["--permission-mode", "accept-edits", "--allowed-tools", "bash(echo *)"]));
    await one.call("read", { path: "a.txt" });
    expect((await run(["session", "list"])).stdout).not.to.include("tester");
    await one.call("edit", { path: "a.txt", oldText: "before", newText: "after" });
    await one.call("write", { path: "b.txt", content: "new" });
    await one.call("bash", { command: "echo from-a-command > c.txt" });
    expect([text("a.txt"), text("b.txt"), text("c.txt").trim()]).to.deep.equal(["after", "new", "from-a-command"]);

    const [listed] = JSON.parse((await run(["session", "list", "--json"])).stdout) as readonly { readonly id: string; readonly title: string }[];
    expect(listed?.title).to.equal("Calls of tester 1");
    const shown = (await run(["session", "show", listed?.id ?? ""])).stdout;
    expect(shown).to.include("edit, called by tester 1").and.include("path: a.txt").and.not.include("read, called");
    const audit = JSON.parse((await run(["audit", "list", "--json"])).stdout) as unknown;
    expect(JSON.stringify(audit)).to.include(`"session":"${listed?.id ?? ""}"`);

    const undone = await run(["session", "undo", "--to", "2", "--yes"]);
    expect(undone.exitCode, undone.stdout + undone.stderr).to.equal(0);
    expect([text("a.txt"), existsSync(join(home.project, "b.txt")), existsSync(join(home.project, "c.txt"))]).to.deep.equal(["after", false, false]);
    expect((await run(["session", "redo", "--yes"])).exitCode).to.equal(0);
    expect(text("b.txt")).to.equal("new");
    expect((await one.call("write", { path: "d.txt", content: "goes on" })).isError).to.equal(false);
  });

  it("is nothing where nothing was permitted, and no conversation to be gone on with", async () => {
    const server = await startScriptedServer({ script: () => ({ text: "Done." }) });
    try {
      const env = { OPENAI_BASE_URL: server.baseURL };
      expect((await run(["chat", "-p", "remember blue", "-m", "openai/m"], env)).exitCode).to.equal(0);
      await using one = await connected(started(home, ["--allowed-tools", "write(b.txt)"]));
      await one.call("write", { path: "a.txt", content: "refused" });
      expect((await run(["session", "list"])).stdout).not.to.include("tester");
      await one.call("write", { path: "b.txt", content: "x" });
      expect((await run(["session", "list"])).stdout).to.include("Calls of tester 1");
      expect((await run(["chat", "-c", "-p", "which colour?", "-m", "openai/m"], env)).exitCode).to.equal(0);
      expect(JSON.stringify(server.requests.at(-1)?.body)).to.include("remember blue").and.not.include("tester");
    } finally {
      await server.close();
    }
  });

  it("is done in the folder that --cwd names", async () => {
    mkdirSync(join(home.project, "sub"));
    projectFile(home, "sub/a.txt", "in the folder below");
    await using one = await connected(started(home, ["--cwd", "sub", "--allowed-tools", "bash"]));
    expect((await one.call("read", { path: "a.txt" })).text).to.include("in the folder below");
    expect((await one.call("bash", { command: 'basename "$PWD"' })).text).to.include("sub");
    expect((await one.call("read", { path: "../a.txt" })).isError).to.equal(true);
    for (const flag of [["-C", "nowhere"], ["--cwd=nowhere"]]) {
      const failed = await run(["mcp", "serve", ...flag]);
      expect([failed.exitCode, failed.stdout, failed.stderr.includes("There is no folder")], failed.stderr).to.deep.equal([42, "", true]);
    }
  });
});
