import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { buildOnce, root } from "../../boot/built-cli.ts";
import { scene, type Scene } from "../bad-days/scene.ts";

const everything = join(root, "node_modules/@modelcontextprotocol/server-everything/dist/index.js");

function configure(s: Scene, servers: unknown): void {
  mkdirSync(s.home.config, { recursive: true });
  writeFileSync(join(s.home.config, "config.yaml"), JSON.stringify({ mcp: { servers } }));
}

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
    configure(s, { "every thing": { command: process.execPath, args: [everything, "stdio"] } });
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
});
