import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { isFenceHere } from "../../infra/sandbox/fence-here.ts";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene } from "../bad-days/scene.ts";
import { configure, filesystem, memory } from "./everything.ts";

describe("MCP servers behind the fence", () => {
  before(function whereThereIsAFence() {
    if (!isFenceHere()) return this.skip();
  });
  before(buildOnce);

  it("write in the working folder and in folders that are opened to them, elsewhere only with sandbox: false", async () => {
    let step = 0;
    let elsewhere = "";
    await using s = await scene(() => {
      step += 1;
      if (step > 1) return { text: "Done." };
      const note = (server: string): object => ({ name: "mcp_call", input: { tool: `mcp__${server}__create_entities`, arguments: { entities: [{ name: "Ada", entityType: "person", observations: [] }] } } });
      const write = { name: "mcp_call", input: { tool: "mcp__files__write_file", arguments: { path: `${s.home.project}/a`, content: "written" } } };
      return { calls: [write, note("fenced"), note("opened"), note("free")] as never };
    });
    // Of the folders below /tmp a fence shows the home and what is around the project.
    elsewhere = join(s.home.home, "elsewhere");
    mkdirSync(join(elsewhere, "c"), { recursive: true });
    const notes = (name: string, more: object): object => Object.assign({}, memory(join(elsewhere, name)), more);
    configure(s.home, {
      files: filesystem(s.home.project),
      fenced: notes("b", {}),
      opened: notes("c/c", { writable: [join(elsewhere, "c")] }),
      free: notes("d", { sandbox: false }),
    });
    const tested = await s.run(["mcp", "test"]);
    expect(tested.exitCode, tested.stdout + tested.stderr).to.equal(0);
    const done = await s.chat(["--allowed-tools", "mcp__files mcp__fenced mcp__opened mcp__free", "--output-format", "stream-json"]);
    expect(done.exitCode, done.stdout + done.stderr).to.equal(0);
    expect([join(s.home.project, "a"), join(elsewhere, "b"), join(elsewhere, "c/c"), join(elsewhere, "d")].map((path) => existsSync(path)), done.stdout).to.deep.equal([true, false, true, true]);
    expect(done.stdout).to.match(/EROFS|read-only/i);
    expect([".mcp.json", ".claude", ".agents", ".ainative-code"].filter((name) => existsSync(join(s.home.project, name)))).to.deep.equal([]);
  });

  it("are added with folders opened to them, or outside of it, and not so by a project's file", async () => {
    await using s = await scene(() => ({ text: "Done." }));
    const words = ["--no-test", "--", process.execPath, "server.js"];
    for (const [name, flags] of [["opened", ["--writable", "/srv/notes"]], ["free", ["--no-sandbox"]]] as const) {
      const added = await s.run(["mcp", "add", name, ...flags, ...words]);
      expect(added.exitCode, added.stderr).to.equal(0);
    }
    expect((await s.run(["mcp", "get", "opened"])).stdout).to.include('writable: ["/srv/notes"]');
    expect((await s.run(["mcp", "get", "free"])).stdout).to.include("sandbox: false");
    const ofProject = await s.run(["mcp", "add", "loose", "--project", "--no-sandbox", ...words]);
    expect([ofProject.exitCode, ofProject.stderr.includes("can't leave the sandbox"), existsSync(join(s.home.project, ".mcp.json"))], ofProject.stderr).to.deep.equal([42, true, false]);
    const service = await s.run(["mcp", "add", "web", "--no-sandbox", "--no-test", "https://mcp.example.com/mcp"]);
    expect([service.exitCode, service.stderr.includes("the sandbox is for programs")], service.stderr).to.deep.equal([42, true]);
  });

  it("are refused where the sandbox is required and can't be had, and say what to do where they fail inside", async () => {
    await using s = await scene(() => ({ text: "Done." }));
    const kept = join(s.home.project, "notes.json");
    configure(s.home, { notes: memory(kept) });
    const refused = await s.run(["mcp", "test"], { env: { AINATIVE_CODE_SANDBOX_MODE: "required", PATH: "/nowhere" } });
    expect(refused.stdout + refused.stderr).to.include("notes").and.to.include("has to run in the sandbox");
    configure(s.home, { broken: { command: process.execPath, args: ["-e", "require('fs').writeFileSync(require('os').homedir() + '/made', 'x')"] } });
    const failed = await s.run(["mcp", "test"]);
    expect(failed.stdout + failed.stderr).to.include("EROFS").and.to.include("sandbox: false");
  });
});
