import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCli, startCli, tempHome, until, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { bin, connected, projectFile, started, there, type Person } from "./clients.ts";

describe("mcp serve over standard input and output", function () {
  this.timeout(30_000);
  let home: TempHome;
  before(buildOnce);
  beforeEach(() => (home = tempHome()));
  afterEach(() => home.dispose());

  it("lists our tools and the commands that are tools in a fixed order, with schemas and what they may do", async () => {
    await using one = await connected(started(home));
    const { tools } = await one.client.listTools();
    const names = tools.map(({ name }) => name);
    expect(names).to.include.members(["apply_patch", "bash", "edit", "glob", "grep", "list", "read", "write", "zerodb_status"]);
    expect(names).to.deep.equal([...names].sort());
    const told = (name: string): unknown => tools.find((tool) => tool.name === name)?.annotations;
    expect(told("read")).to.deep.equal({ readOnlyHint: true, openWorldHint: false });
    expect(told("write")).to.deep.equal({ readOnlyHint: false, destructiveHint: true, openWorldHint: false });
    expect(tools.find(({ name }) => name === "read")?.inputSchema.required).to.deep.equal(["path"]);
    await one.client.ping();
    expect(one.client.getServerVersion()?.name).to.equal("ainative-code");
  });

  it("runs what needs no permission, and refuses the rest with the rule that would allow it", async () => {
    projectFile(home, "a.txt", "the text of a");
    await using one = await connected(started(home));
    expect((await one.call("read", { path: "a.txt" })).text).to.include("the text of a");
    const refused = await one.call("write", { path: "b.txt", content: "b" });
    expect(refused.isError).to.equal(true);
    expect(refused.text).to.include("--permission-mode accept-edits").and.include("--allowed-tools 'write(b.txt)'");
    expect(existsSync(join(home.project, "b.txt"))).to.equal(false);
    await using two = await connected(started(home, ["--allowed-tools", "write(b.txt)"]));
    expect(await two.call("write", { path: "b.txt", content: "b" })).to.include({ isError: false });
    expect(readFileSync(join(home.project, "b.txt"), "utf8")).to.equal("b");
    expect((await two.call("write", { path: "c.txt", content: "c" })).isError).to.equal(true);
  });

  it("keeps to the rules of the settings, which no flag loosens", async () => {
    mkdirSync(home.config, { recursive: true });
    writeFileSync(join(home.config, "config.yaml"), JSON.stringify({ permissions: { deny: ["read(secret/**)"] } }));
    mkdirSync(join(home.project, "secret"));
    projectFile(home, "secret/a.txt", "hidden");
    await using one = await connected(started(home, ["--permission-mode", "bypass"]));
    const { text, isError } = await one.call("read", { path: "secret/a.txt" });
    expect([isError, text]).to.deep.equal([true, "Refused by the user's rules (deny-rule:read(secret/**))."]);
  });

  it("asks the person at the client, where it shows forms", async () => {
    const yes: Person = { asked: [], answer: "Yes, this once" };
    await using one = await connected(started(home), yes);
    expect(await one.call("write", { path: "b.txt", content: "from afar" })).to.include({ isError: false });
    expect(yes.asked.join()).to.include("write wants to run").and.include("from afar");
    const no: Person = { asked: [], answer: "No" };
    await using two = await connected(started(home), no);
    expect((await two.call("write", { path: "c.txt", content: "c" })).text).to.equal("Refused by the user.");
    expect([no.asked.length, existsSync(join(home.project, "c.txt"))]).to.deep.equal([1, false]);
    const always: Person = { asked: [], answer: "Yes, and do not ask again for this until I disconnect" };
    await using three = await connected(started(home), always);
    for (const path of ["d.txt", "e.txt"]) expect(await three.call("write", { path, content: "x" })).to.include({ isError: false });
    expect(always.asked).to.have.length(1);
  });

  it("offers just the tools that are chosen", async () => {
    await using one = await connected(started(home, ["--tools", "read,grep"]));
    expect((await one.client.listTools()).tools.map(({ name }) => name)).to.deep.equal(["grep", "read"]);
    const failure = await one.call("bash", { command: "true" }).catch((error: unknown) => String(error));
    expect(failure).to.include('There is no tool named "bash"');
    const { exitCode, stdout, stderr } = await runCli(["mcp", "serve", "--tools", "reed"], { bin, env: home.env, cwd: home.project });
    expect([exitCode, stdout]).to.deep.equal([42, ""]);
    expect(stderr).to.include('There is no tool named "reed"');
  });

  it("tells the data of a command as data, and bounds a flood of output", async () => {
    await using one = await connected(started(home, ["--allowed-tools", "zerodb_status bash"]));
    const status = await one.call("zerodb_status");
    if (!status.isError) expect(status.structured).to.be.an("object");
    const flood = await one.call("bash", { command: "head -c 10000000 /dev/zero | tr '\\0' x" });
    expect(flood.text.length).to.be.within(1000, 200_000);
  });

  it("tells progress while a command runs, and stops it when the call is cancelled", async () => {
    await using one = await connected(started(home, ["--allowed-tools", "bash"]));
    const told: string[] = [];
    const cancel = new AbortController();
    const command = "echo begun; trap '' HUP; sleep 30; touch late";
    const call = one.client.callTool({ name: "bash", arguments: { command } }, undefined, {
      signal: cancel.signal,
      onprogress: ({ message = "" }) => {
        told.push(message);
        cancel.abort();
      },
    });
    const begun = Date.now();
    expect(await call.catch((error: unknown) => String(error))).to.include("abort");
    expect(told.join("")).to.include("begun");
    await one.client.ping();
    expect(Date.now() - begun).to.be.below(15_000);
  });

  it("answers what is no message as JSON-RPC wants it, and ends cleanly when its input does", async () => {
    const hello = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "x", version: "1" } };
    const lines = ["{broken", '{"foo": 1}', JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: hello }), '{"jsonrpc":"2.0","id":2,"method":"no/such"}'];
    const { exitCode, stdout, stderr } = await runCli(["mcp", "serve"], { bin, env: home.env, cwd: home.project, input: `${lines.join("\n")}\n` });
    expect([exitCode, stderr]).to.deep.equal([0, ""]);
    const answers = stdout.trim().split("\n").map((line) => JSON.parse(line) as { id: unknown; error?: { code: number } });
    expect(answers.map(({ id, error }) => [id, error?.code])).to.have.deep.members([[null, -32700], [null, -32600], [1, undefined], [2, -32601]]);
  });

  it("ends at SIGTERM, with what its calls have started", async () => {
    const sleep = `sleep 61.${process.pid} 0`;
    const cli = startCli(["mcp", "serve", "--allowed-tools", "bash"], { bin, env: home.env, cwd: home.project });
    const hello = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "x", version: "1" } };
    const call = { name: "bash", arguments: { command: `touch begun; ${sleep}` } };
    for (const [id, method, params] of [[1, "initialize", hello], [2, "tools/call", call]] as const) cli.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
    await there(home, "begun");
    cli.kill("SIGTERM");
    const { exitCode } = await cli.exited;
    expect(exitCode).to.equal(0);
    const runs = (): boolean => execFileSync("ps", ["-eo", "args"], { encoding: "utf8" }).includes(sleep);
    // Whoever is killed is gone a moment later, where the machine is busy.
    await until(() => (runs() ? undefined : true), "the end of what the call had started", 5000);
  });
});
