import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene } from "../bad-days/scene.ts";
import { configure, odd } from "./everything.ts";

const secret = "very-secret-value-1";

describe("the commands about MCP servers", () => {
  before(buildOnce);

  it("give their data as JSON, and no secret with it", async () => {
    await using s = await scene(() => ({ text: "Done." }));
    configure(s.home, {
      local: { command: "server", args: ["--token", secret, `--api-key=${secret}`], env: { DB_PASSWORD: secret, MODE: secret, KEY: "keychain:mine" } },
      web: { url: `https://a.example/mcp?apiKey=${secret}`, headers: { Authorization: `Bearer ${secret}`, "X-Key": "${MY_KEY}" } },
    });
    const json = async (...args: readonly string[]): Promise<unknown> => {
      const { exitCode, stdout, stderr } = await s.run(["mcp", ...args, "--json"]);
      expect([exitCode, (stdout + stderr).includes(secret)], stdout + stderr).to.deep.equal([0, false]);
      return JSON.parse(stdout);
    };
    const listed = (await json("list")) as { readonly servers: readonly object[]; readonly problems: readonly string[] };
    expect(listed.servers).to.deep.equal([
      { name: "local", kind: "stdio", origin: "user", target: "server --token ******** --api-key=********", timeoutMs: 60_000, env: { DB_PASSWORD: "********", MODE: "********", KEY: "keychain:mine" } },
      { name: "web", kind: "http", origin: "user", target: "https://a.example/mcp?apiKey=********", timeoutMs: 60_000, headers: { Authorization: "********", "X-Key": "${MY_KEY}" } },
    ]);
    expect(listed.problems.join("\n")).to.include("DB_PASSWORD").and.include("Authorization");
    expect(await json("get", "web")).to.have.property("kind", "http");
    const shown = await s.run(["mcp", "list"]);
    expect(shown.stdout + shown.stderr).not.to.include(secret);
  });

  it("end with a code that says what went wrong, in words and as JSON", async () => {
    await using s = await scene(() => ({ text: "Done." }));
    configure(s.home, { good: odd(), dead: odd("dead"), unset: { command: "server", env: { A: "${NOT_SET_ANYWHERE}" } } });
    const tested = await s.run(["mcp", "test", "--json"]);
    const results = JSON.parse(tested.stdout) as readonly { readonly name: string; readonly failure?: { readonly code: string } }[];
    expect([tested.exitCode, results.map(({ name, failure }) => [name, failure?.code])]).to.deep.equal([1, [["dead", "network"], ["good", undefined], ["unset", "not-configured"]]]);
    const codes = async (...lines: readonly (readonly string[])[]): Promise<readonly unknown[]> => {
      const all = [];
      for (const line of lines) all.push((await s.run(["mcp", ...line])).exitCode);
      return all;
    };
    expect(await codes(["test", "good"], ["test", "gone"], ["get", "gone"], ["remove", "gone"], ["login", "good"], ["logout", "gone"], ["list", "--nonsense"])).to.deep.equal([0, 42, 42, 42, 42, 42, 2]);
    const failure = JSON.parse((await s.run(["mcp", "get", "goo", "--json"])).stdout) as { readonly error: { readonly code: string; readonly message: string } };
    expect([failure.error.code, failure.error.message]).to.deep.equal(["invalid-input", 'There is no MCP server "goo". Did you mean "good"?']);
  });

  it("add nothing that could not be used, and leave the file as it was", async () => {
    await using s = await scene(() => ({ text: "Done." }));
    configure(s.home, { good: odd() });
    const file = join(s.home.config, "config.yaml");
    const before = readFileSync(file, "utf8");
    const wrong = [["", "--", "server"], ["x"], ["x", "ws://a.example"], ["x", "https://a.example", "more"], ["x", "https://a.example", "--env", "A=b"], ["x", "--env", "no pair", "--", "server"], ["x", "-t", "http", "--", "server", "argument"]];
    for (const words of wrong) expect((await s.run(["mcp", "add", ...words, "--no-test"])).exitCode, words.join(" ")).to.equal(42);
    expect(readFileSync(file, "utf8")).to.equal(before);
    const added = await s.run(["mcp", "add", "mine", "--json", "--", process.execPath, join(import.meta.dirname, "programs/odd-server.ts")]);
    expect(added.exitCode, added.stdout + added.stderr).to.equal(0);
    expect(JSON.parse(added.stdout)).to.have.nested.property("tried.facts.title", "odd 1");
    const gone = await s.run(["mcp", "remove", "mine", "--json"]);
    expect(JSON.parse(gone.stdout)).to.deep.equal({ name: "mine", file });
    expect(existsSync(join(s.home.project, ".mcp.json"))).to.equal(false);
  });
});
