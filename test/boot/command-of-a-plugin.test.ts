import { startCli } from "@ainative-code/test-kit";
import { expect } from "chai";
import { join } from "node:path";
import { builtCli, buildOnce, root } from "./built-cli.ts";
import { linkPlugin } from "./link-plugin.ts";

describe("a command of a plugin, run by the built CLI", () => {
  const cli = builtCli();
  before(buildOnce);
  before(() => linkPlugin(cli.home));
  after(() => cli[Symbol.dispose]());

  it("prints for people, and with --json what it returns", async () => {
    expect(await cli.run(["echo", "hi", "--name=Ada"])).to.include({ exitCode: 0, stdout: "for people\n", stderr: "" });
    const { stdout, stderr } = await cli.run(["echo", "hi", "--name=Ada", "--json"]);
    expect(stderr).to.equal("");
    expect(JSON.parse(stdout)).to.deep.equal({ text: "hi", name: "Ada", json: true });
  });

  it("prints null with --json where it returns nothing", async () => {
    expect(await cli.run(["nothing", "--json"])).to.include({ exitCode: 0, stdout: "null\n", stderr: "" });
    expect(await cli.run(["nothing"])).to.include({ exitCode: 0, stdout: "" });
  });

  const typed: readonly (readonly [readonly string[], Readonly<Record<string, unknown>>])[] = [
    [["-p"], { print: true }],
    [["-p", "text"], { print: true, text: "text" }],
    [["-p=text"], { print: true, text: "text" }],
    [["-p=--name"], { print: true, text: "--name" }],
    [["--prompt", "text"], { print: true, text: "text" }],
    [["-r"], { resume: "" }],
    [["-r", "abc", "text"], { resume: "abc", text: "text" }],
    [["--resume=abc"], { resume: "abc" }],
    [["-pr", "--name", "x"], { print: true, resume: "", name: "x" }],
    [["--name=--print"], { name: "--print" }],
  ];
  it("gets flags with optional values as it declared them", async () => {
    const results = await Promise.all(typed.map(([argv]) => cli.run(["echo", "--json", ...argv])));
    expect(results.map(({ stdout }) => JSON.parse(stdout) as unknown)).to.deep.equal(
      typed.map(([, flags]) => ({ ...flags, json: true })),
    );
  });

  const failures: readonly (readonly [string, number, RegExp])[] = [
    ["auth", 41, /^Error: The key is wrong\. \(request r1\)\nTry: Set another key\.\n$/],
    ["abort", 130, /^This operation was aborted\n$|^Cancelled\.\n$/],
    ["never", 1, /^Error: ainative-code ended before it was done, because something waits for what never comes\.\n$/],
    ["bug", 1, /TypeError: undefined is not a function/],
    ["usage", 2, /that is no way to use it/],
    ["exit", 9, /^$/],
  ];
  for (const [how, exitCode, told] of failures) {
    it(`tells ${how} once, and exits with ${exitCode}`, async () => {
      const result = await cli.run(["fail", how]);
      expect(result).to.include({ exitCode, stdout: "" });
      expect(result.stderr).to.match(told);
    });
  }

  it("tells a failure as JSON on stdout, with the same exit code", async () => {
    const auth = await cli.run(["fail", "auth", "--json"]);
    expect(auth).to.include({ exitCode: 41, stderr: "" });
    expect(JSON.parse(auth.stdout)).to.deep.equal({
      error: { code: "auth", message: "The key is wrong.", retryable: false, actions: ["Set another key."], requestId: "r1" },
    });
    const usage = await cli.run(["fail", "--json"]);
    expect(usage).to.include({ exitCode: 2, stderr: "" });
    expect(JSON.parse(usage.stdout)).to.have.nested.property("error.code", "usage");
  });

  const start = (argv: readonly string[]): ReturnType<typeof startCli> =>
    startCli(argv, { bin: join(root, "bin/run.js"), env: cli.home.env, cwd: cli.home.project });

  it("hears Ctrl+C by its signal, and exits with 130", async () => {
    const running = start(["wait"]);
    await running.waitFor("waiting");
    running.kill("SIGINT", "group");
    expect(await running.exited).to.include({ exitCode: 130, stdout: "waiting\ntidying up\n" });
  });

  it("is ended by Ctrl+C where it does not listen", async () => {
    const running = start(["wait", "--deaf"]);
    await running.waitFor("waiting");
    running.kill("SIGINT", "group");
    expect(await running.exited).to.include({ signal: "SIGINT" });
  });
});
