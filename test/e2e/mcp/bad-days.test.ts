import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene, type Scene } from "../bad-days/scene.ts";
import { configure, odd } from "./everything.ts";

const allowed = ["--allowed-tools", "mcp__odd__*", "--output-format", "stream-json"];

/** A model that calls these tools one after the other, through the one that is always there, in each chat anew. */
async function calling(...tools: readonly string[]): Promise<Scene> {
  return scene(({ body }) => {
    const messages: unknown = Reflect.get(body ?? {}, "messages");
    const results = (Array.isArray(messages) ? messages : []).filter((message: object) => Reflect.get(message, "role") === "tool");
    const tool = tools[results.length];
    return tool === undefined ? { text: "Done." } : { calls: [{ name: "mcp_call", input: { tool: `mcp__odd__${tool}`, arguments: {} } }] };
  });
}

describe("an MCP server that", () => {
  before(buildOnce);

  it("lies about its tools loses those that can't be used, and no more", async () => {
    await using s = await calling();
    configure(s.home, { odd: odd() });
    const tested = await s.run(["mcp", "test", "odd"]);
    expect(tested.exitCode, tested.stderr).to.equal(0);
    for (const said of ["by a schema that is none", "is no JSON Schema", "is not of type object", "is longer than 64 KiB", "is nested too deeply", "without a usable name", 'two tools with the name "plain"']) {
      expect(tested.stdout).to.include(said);
    }
    const shown = await s.run(["mcp", "get", "odd", "--json"]);
    const names = [...shown.stdout.matchAll(/"name": ?"(mcp__odd__[^"]*)"/g)].map(([, name]) => name ?? "");
    expect(names.filter((name) => name.startsWith("mcp__odd__same_name_"))).to.have.length(2);
    expect(new Set(names).size).to.equal(names.length);
    for (const name of names) expect(name).to.match(/^[A-Za-z0-9_-]{1,64}$/);
    expect(shown.stdout).to.include("Says red and turned.");
    const done = await s.chat(allowed);
    expect(done.exitCode, done.stderr).to.equal(0);
  });

  it("sends 100 MB, dies, prints other things or gives no result is told to the model, and the turn goes on", async () => {
    await using s = await calling("flood", "plain", "die", "plain", "lines", "text", "list", "error", "nothing");
    configure(s.home, { odd: odd("noise") });
    const done = await s.chat(allowed);
    expect(done.exitCode, done.stdout + done.stderr).to.equal(0);
    const results = resultsOf(done.stdout);
    expect(results[0]).to.match(/more than 16 MiB|has ended/);
    expect(results[1]).to.include("called plain");
    expect(results[2]).to.include("has ended the connection");
    expect(results[3]).to.include("called plain");
    expect(results[4]).to.include("behind the lines");
    expect(results[5]).to.include("its content is no list");
    expect(results[6]).to.include("left out");
    expect(results[7]).to.include("error");
    expect(results[8]).to.include("There is no tool named");
  });

  it("never answers blocks nobody: the model is told in its time, and the program ends at once", async () => {
    await using s = await calling("never");
    configure(s.home, { odd: odd("", { timeoutMs: 400 }), silent: odd("silent"), dead: odd("dead"), absent: { command: "no-such-program" } });
    const begun = Date.now();
    const done = await s.chat(allowed);
    expect(done.exitCode, done.stdout + done.stderr).to.equal(0);
    expect(resultsOf(done.stdout)[0]).to.include("did not answer in time");
    expect(Date.now() - begun).to.be.lessThan(8000);
  });

  it("never answers holds no search up: what the others have is found", async () => {
    let step = 0;
    await using s = await scene(() => ((step += 1) === 1 ? { calls: [{ name: "mcp_search", input: { query: "counts" } }] } : { text: "Done." }));
    configure(s.home, { odd: odd(), silent: odd("silent") });
    const done = await s.chat(allowed);
    expect(done.exitCode, done.stdout + done.stderr).to.equal(0);
    expect(resultsOf(done.stdout)[0]).to.include("mcp__odd__counts").and.include("The server silent has not answered yet");
  });

  it("is dead is told once, with what to do", async () => {
    await using s = await scene(() => ({ text: "word ".repeat(20), paceMs: 30 }));
    configure(s.home, { absent: { command: "no-such-program" } });
    const done = await s.chat(["--output-format", "text"]);
    expect([done.exitCode, done.stderr.match(/can't use the server absent/g)?.length], done.stderr).to.deep.equal([0, 1]);
  });

  it("has two hundred tools does not fill the request", async () => {
    await using s = await calling();
    configure(s.home, { odd: odd("many") });
    await s.run(["mcp", "test"]);
    await s.chat(allowed);
    const body = JSON.stringify(s.server.requests.at(-1)?.body);
    expect([body.includes("mcp_search"), body.includes("number_17")]).to.deep.equal([true, false]);
  });

  it("is one of fifty that nobody uses adds a few lines to the request, and no tool of theirs", async () => {
    await using s = await scene(() => ({ text: "Done." }));
    const bytesWith = async (servers: object): Promise<number> => {
      configure(s.home, servers);
      expect((await s.chat()).exitCode).to.equal(0);
      return JSON.stringify(s.server.requests.at(-1)?.body).length;
    };
    const fifty = (more: object): object => Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`server-${index}`, { url: "http://127.0.0.1:9/mcp", ...more }]));
    const none = await bytesWith({});
    expect(await bytesWith(fifty({ disabled: true }))).to.equal(none);
    expect((await bytesWith(fifty({}))) - none).to.be.within(500, 2200);
  });

  it("gives what nobody could read is cut short, and bytes are told as a word", async () => {
    await using s = await scene(() => ({ text: "Done." }));
    configure(s.home, { odd: odd() });
    expect((await s.run(["chat", "-p", "see @odd:odd://huge and @odd:odd://binary", "-m", "openai/m"])).exitCode).to.equal(0);
    const body = JSON.stringify(s.server.requests.at(-1)?.body);
    expect(body).to.include("begin xxx").and.include("xxx end").and.include("characters (0 lines) left out").and.include("left out: application/octet-stream");
    expect(body.length).to.be.lessThan(200_000);
  });

  it("sends pictures, sounds, resources and data gives them to the model", async () => {
    await using s = await calling("media");
    configure(s.home, { odd: odd() });
    const done = await s.chat(allowed);
    expect(done.stdout).to.include('"image/png"').and.to.include('"audio/wav"').and.to.include("embedded").and.to.include("c:d").and.to.include('"answer":42');
  });

  it("asks for the model or a form where nobody sits is told no", async () => {
    await using s = await calling("ask", "model");
    configure(s.home, { odd: odd() });
    const [form, model] = resultsOf((await s.chat(allowed)).stdout);
    expect(form).to.include("decline");
    expect(model).to.include("did not let the server ask the model");
  });

  it("is not allowed is asked about under the tool's own name, and refused where nobody sits", async () => {
    await using s = await calling("plain");
    configure(s.home, { odd: odd() });
    const done = await s.chat(["--output-format", "stream-json"]);
    expect(done.exitCode, done.stdout).to.equal(50);
    const denied = await s.chat([...allowed, "--disallowed-tools", "mcp__odd__plain"]);
    expect(denied.stdout).to.include("Refused by the user's rules");
  });

  it("is of a project is left out, with a notice, until the folder is trusted", async () => {
    await using s = await calling("plain", "plain");
    const starts = join(s.home.project, "starts");
    writeFileSync(join(s.home.project, ".mcp.json"), JSON.stringify({ mcpServers: { odd: odd("", { env: { STARTS: starts } }) } }));
    const done = await s.chat(allowed);
    expect([done.stderr.includes("is not trusted, so its servers are left out"), existsSync(starts)], done.stderr).to.deep.equal([true, false]);
    expect((await s.run(["trust"])).exitCode).to.equal(0);
    const trusted = await s.chat(allowed);
    expect(trusted.stdout).to.include("called plain");
    expect(readFileSync(starts, "utf8")).to.equal("started\n");
  });

  it("is named in a file for one run serves that run alone", async () => {
    await using s = await calling("plain");
    configure(s.home, { other: odd("dead") });
    const file = join(s.home.project, "servers.json");
    writeFileSync(file, JSON.stringify({ mcpServers: { odd: odd() } }));
    const done = await s.chat([...allowed, "--mcp-config", file, "--strict-mcp-config"]);
    expect([done.exitCode, done.stderr], done.stdout).to.deep.equal([0, ""]);
    expect(done.stdout).to.include("called plain");
    const missing = await s.chat([...allowed, "--mcp-config", "nowhere.json"]);
    expect([missing.exitCode, missing.stdout.includes("There is no file")]).to.deep.equal([42, true]);
  });
});

/** The lines that tell of results, in their order. */
function resultsOf(stdout: string): readonly string[] {
  return stdout.split("\n").filter((line) => line.startsWith('{"type":"tool"'));
}
