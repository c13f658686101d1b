import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene } from "../bad-days/scene.ts";
import { configure, everything, everythingOverHttp, filesystem, memory, odd } from "./everything.ts";

describe("MCP servers in a chat", () => {
  before(buildOnce);

  it("are found by a search the first time, and their tools are in every request from then on", async () => {
    let step = 0;
    await using s = await scene(() => {
      step += 1;
      if (step === 1) return { calls: [{ name: "mcp_search", input: { query: "echo" } }] };
      if (step === 2) return { calls: [{ name: "mcp_call", input: { tool: "mcp__every_thing__echo", arguments: { message: "hello there" } } }] };
      if (step === 4) return { calls: [{ name: "mcp__every_thing__get-sum", input: { a: 2, b: 40 } }] };
      return { text: "Done." };
    });
    configure(s.home, { "every thing": everything });
    const first = await s.chat(["--allowed-tools", "mcp__every_thing__*", "--output-format", "stream-json"]);
    expect([first.exitCode, first.stderr], first.stdout).to.deep.equal([0, ""]);
    expect(first.stdout).to.include("Echo: hello there");
    expect(first.stdout).to.include("mcp__every_thing__echo");
    expect(readdirSync(join(s.home.cache, "mcp"))).to.have.length(1);

    const second = await s.chat(["--allowed-tools", "mcp__every_thing__*", "--output-format", "stream-json"]);
    expect(second.exitCode, second.stdout + second.stderr).to.equal(0);
    expect(second.stdout).to.include("The sum of 2 and 40 is 42");
    const told = JSON.stringify(s.server.requests.at(-1));
    expect(told).to.include("mcp__every_thing__get-sum");
  });

  it("are programs and services at once, and see the working folder and none of the user's secrets", async () => {
    await using web = await everythingOverHttp("streamableHttp");
    await using old = await everythingOverHttp("sse");
    const calls = (tool: string, input: object): object => ({ name: tool, input });
    let step = 0;
    await using s = await scene(() => {
      step += 1;
      if (step > 1) return { text: "Done." };
      return {
        calls: [
          calls("mcp__web__echo", { message: "over http" }),
          calls("mcp__old__echo", { message: "over sse" }),
          calls("mcp__notes__create_entities", { entities: [{ name: "Ada", entityType: "person", observations: ["counts"] }] }),
          calls("mcp__files__read_text_file", { path: `${s.home.project}/a.txt` }),
          calls("mcp__every__get-env", {}),
          calls("mcp__every__get-roots-list", {}),
        ] as never,
      };
    });
    const kept = join(s.home.project, "notes.json");
    writeFileSync(join(s.home.project, "a.txt"), "the text of a");
    configure(s.home, { web: { url: web.url }, old: { url: old.url, type: "sse" }, notes: memory(kept), files: filesystem(s.home.project), every: everything });
    const tested = await s.run(["mcp", "test"]);
    expect([tested.exitCode, tested.stdout.match(/ works /g)?.length], tested.stdout + tested.stderr).to.deep.equal([0, 5]);
    const done = await s.chat(["--allowed-tools", "mcp__web mcp__old mcp__notes mcp__files mcp__every", "--output-format", "stream-json"], { env: { SECRET_OF_MINE: "very-secret-value" } });
    expect(done.exitCode, done.stdout + done.stderr).to.equal(0);
    for (const said of ["Echo: over http", "Echo: over sse", "the text of a", "working folder"]) expect(done.stdout).to.include(said);
    expect(done.stdout).not.to.include("very-secret-value");
    expect(readFileSync(kept, "utf8")).to.include("Ada");
  });

  it("get secrets by reference, and what comes back of them is hidden", async () => {
    let step = 0;
    await using s = await scene(() => {
      step += 1;
      return step === 1 ? { calls: [{ name: "mcp_call", input: { tool: "mcp__every__get-env", arguments: {} } }] } : { text: "Done." };
    });
    configure(s.home, { every: { ...everything, env: { MY_TOKEN: "$(printf token-of-mine-1234)", PLAIN: "in-the-open" } } });
    const done = await s.chat(["--allowed-tools", "mcp__every__*", "--output-format", "stream-json"]);
    expect(done.stdout, done.stderr).to.include("in-the-open").and.not.to.include("token-of-mine-1234");
    const shown = await s.run(["mcp", "get", "every"]);
    expect(shown.stdout).to.include("$(printf").and.not.to.include("in-the-open");
    configure(s.home, { every: { ...everything, env: { MY_TOKEN: "${NOT_SET_ANYWHERE}" } } });
    expect((await s.run(["mcp", "test"])).stdout).to.include("NOT_SET_ANYWHERE");
  });

  it("are not started where nobody uses them, once they are known", async () => {
    await using s = await scene(() => ({ text: "Done." }));
    const starts = join(s.home.project, "starts");
    const servers = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`odd${index}`, odd("", { env: { STARTS: `${starts}${index}` } })]));
    configure(s.home, servers);
    expect((await s.run(["mcp", "test"])).exitCode).to.equal(0);
    const lines = (): number => Array.from({ length: 8 }, (_, index) => readFileSync(`${starts}${index}`, "utf8").split("\n").length - 1).reduce((a, b) => a + b);
    const before = lines();
    await s.chat();
    expect([before, lines()]).to.deep.equal([8, 8]);
  });

  it("can be added, shown and removed, for the user and for the project", async () => {
    await using s = await scene(() => ({ text: "Done." }));
    const [program, ...rest] = [process.execPath, ...everything.args];
    const added = await s.run(["mcp", "add", "mine", "--env", "A=b", "--no-test", "--", program ?? "", ...rest]);
    expect(added.exitCode, added.stderr).to.equal(0);
    const project = await s.run(["mcp", "add", "ours", "https://mcp.example.com/mcp", "--header", "Authorization: Bearer ${TOKEN}", "--project", "--no-test"]);
    expect(project.exitCode, project.stderr).to.equal(0);
    for (const [name, ...where] of [["mine"], ["ours", "--project"]]) {
      const again = await s.run(["mcp", "add", name ?? "", ...where, "--no-test", "--", "other"]);
      expect([again.exitCode, again.stderr.includes(`ainative-code mcp remove ${name}`)], again.stderr).to.deep.equal([42, true]);
    }
    expect(JSON.parse(readFileSync(join(s.home.project, ".mcp.json"), "utf8"))).to.deep.equal({
      mcpServers: { ours: { url: "https://mcp.example.com/mcp", headers: { Authorization: "Bearer ${TOKEN}" } } },
    });
    const listed = await s.run(["mcp", "list"]);
    expect(listed.stdout).to.include("mine").and.to.include("https://mcp.example.com/mcp");
    expect((await s.run(["mcp", "remove", "mine"])).exitCode).to.equal(0);
    expect((await s.run(["mcp", "remove", "ours", "--project"])).exitCode).to.equal(0);
    expect((await s.run(["mcp", "list"])).stdout).to.include("There are no MCP servers");
    const unknown = await s.run(["mcp", "get", "mine"]);
    expect([unknown.exitCode, existsSync(join(s.home.project, ".mcp.json"))]).to.deep.equal([42, true]);
    expect((await s.run(["mcp", "add", "bad", "--header", "A: b", "--", "program"])).exitCode).to.equal(42);
  });
});
