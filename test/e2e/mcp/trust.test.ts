import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene } from "../bad-days/scene.ts";
import { lineScene } from "../terminal/line-scene.ts";
import { configure, odd } from "./everything.ts";

/** Puts servers into a project's file; each one makes a file when it is started. */
function bring(home: { readonly project: string }, servers: Readonly<Record<string, string>>): void {
  const mcpServers = Object.fromEntries(Object.entries(servers).map(([name, mark]) => [name, odd("", { env: { STARTS: join(home.project, mark) } })]));
  writeFileSync(join(home.project, ".mcp.json"), JSON.stringify({ mcpServers }));
}

describe("a project's MCP servers, once the folder is trusted", () => {
  before(buildOnce);

  it("do not count any more when another program stands in their place, and count anew after another trust", async () => {
    await using s = await scene(() => ({ text: "Done." }));
    const tested = async (): Promise<{ readonly stderr: string; readonly starts: readonly boolean[] }> => {
      const { stderr } = await s.run(["mcp", "test"]);
      return { stderr, starts: ["one", "two", "swapped"].map((mark) => existsSync(join(s.home.project, mark))) };
    };
    bring(s.home, { one: "one", two: "two" });
    await s.run(["trust"]);
    expect(await tested()).to.deep.equal({ stderr: "", starts: [true, true, false] });

    bring(s.home, { one: "one", two: "swapped", three: "swapped" });
    const { stderr, starts } = await tested();
    expect(stderr.replaceAll(/\s+(›\s+)?/g, " ")).to.include('"two", "three": not as it was when you trusted the folder').and.include("ainative-code trust");
    expect(starts).to.deep.equal([true, true, false]);
    expect((await s.run(["mcp", "get", "two"])).exitCode).to.equal(42);

    await s.run(["trust"]);
    expect(await tested()).to.deep.equal({ stderr: "", starts: [true, true, true] });
  });

  it("count where the user has added them, and no others with them", async () => {
    await using s = await scene(() => ({ text: "Done." }));
    bring(s.home, { theirs: "theirs" });
    await s.run(["trust"]);
    bring(s.home, { theirs: "swapped" });
    const added = await s.run(["mcp", "add", "mine", "https://mcp.example.com/mcp", "--project", "--no-test"]);
    expect(added.exitCode, added.stderr).to.equal(0);
    const { servers } = JSON.parse((await s.run(["mcp", "list", "--json"])).stdout) as { readonly servers: readonly { readonly name: string }[] };
    expect(servers.map(({ name }) => name)).to.deep.equal(["mine"]);
  });

  it("of one name with the user's give way to them, also where the user has turned them off", async () => {
    await using s = await scene(() => ({ text: "Done." }));
    bring(s.home, { one: "one", "the one": "one" });
    configure(s.home, { one: { disabled: true }, the_one: { command: "mine" } });
    await s.run(["trust"]);
    const { stdout } = await s.run(["mcp", "list", "--json"]);
    const listed = JSON.parse(stdout) as { readonly servers: readonly { readonly name: string; readonly origin: string }[]; readonly off: unknown; readonly problems: readonly string[] };
    expect([listed.servers.map(({ name, origin }) => [name, origin]), listed.off]).to.deep.equal([[["the_one", "user"]], ["one"]]);
    expect(listed.problems.join()).to.include('"the_one" and "the one" would have tools of the same names');
    const off = await s.run(["mcp", "get", "one"]);
    expect([off.exitCode, off.stderr.includes("is turned off")], off.stderr).to.deep.equal([42, true]);
  });
});

describe("a conversation where a project's MCP servers have changed", () => {
  const terminalScene = lineScene();

  it("begins with the question whether the new ones count", async () => {
    const { home } = terminalScene;
    bring(home, { one: "one" });
    {
      using terminal = await terminalScene.open([], { words: ["chat"] });
      await terminal.shows("Do you trust who wrote them?");
      terminal.type("y");
      terminal.press("Enter");
      await terminal.shows("permissions: ask");
    }
    bring(home, { one: "swapped" });
    using again = await terminalScene.open([], { words: ["chat"] });
    await again.shows("has other MCP servers (one)");
    again.press("Enter");
    await again.shows("not as it was");
  });
});
