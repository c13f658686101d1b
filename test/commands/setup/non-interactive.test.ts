import { startScriptedServer, tempHome, runCli, type ScriptedReply, type ScriptedServer, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bin, buildOnce } from "../../boot/built-cli.ts";
import { runSetup, setupEnv } from "./run-setup.ts";

const ready: ScriptedReply = { text: "ready", usage: { input: 12, output: 1 } };
const m = ["--model", "openai/m-one"];

describe("setup without questions", () => {
  let home: TempHome;
  let server: ScriptedServer;
  let config = "";
  let env: Record<string, string> = {};
  let answer: (key: string | undefined) => ScriptedReply;
  before(buildOnce);
  beforeEach(async () => {
    home = tempHome();
    config = join(home.config, "config.yaml");
    answer = () => ready;
    server = await startScriptedServer({ script: ({ headers }) => answer(headers["authorization"]), models: ["m-one", "m-two"] });
    env = { OPENAI_BASE_URL: server.baseURL };
  });
  afterEach(async () => {
    await server.close();
    home.dispose();
  });

  const text = (): string => readFileSync(config, "utf8");
  const asked = (): string[] => server.requests.map(({ method, path }) => `${method} ${path}`);

  it("tries the model out by one small request and writes the commented config", async () => {
    const { exitCode, stdout, stderr } = await runSetup(home, m, { env });
    expect({ exitCode, stderr }).to.have.property("exitCode", 0);
    expect(stdout).to.include("openai/m-one is ready: it answered, for 12 tokens in and 1 out.").and.include(`Written: ${config}`);
    expect(stdout).to.include("Next: ainative-code chat");
    expect(stderr).to.include("openai: answers, 2 models");
    expect(asked().filter((one) => one.startsWith("POST"))).to.deep.equal(["POST /v1/chat/completions"]);
    const body = server.requests.at(-1)?.body ?? {};
    expect(body["max_tokens"]).to.equal(64);
    expect(text()).to.match(/^model: openai\/m-one$/m).and.match(/^ {2}# maxTurns: 100$/m).and.include(`    baseURL: ${server.baseURL}\n`);
    expect(statSync(config).mode & 0o777).to.equal(0o600);
    expect(JSON.parse(readFileSync(join(home.data, "setup.json"), "utf8"))).to.include({ setup: "done" });
  });

  it("keeps the server that was tried, also where the variable that named it is gone", async () => {
    expect((await runSetup(home, m, { env })).exitCode).to.equal(0);
    const before = server.requests.length;
    const again = await runSetup(home, m, { env: { OPENAI_API_KEY: "sk-1" } });
    expect(again.exitCode, again.stderr).to.equal(0);
    expect(server.requests.slice(before).map(({ path }) => path)).to.include("/v1/chat/completions");
  });

  it("writes no address with a password in it, and says so", async () => {
    const withPassword = server.baseURL.replace("://", "://me:secret@");
    const done = await runSetup(home, [...m, "--skip-test"], { env: { OPENAI_BASE_URL: withPassword } });
    expect(done.exitCode, done.stderr).to.equal(0);
    expect(done.stdout + done.stderr).to.include("The address in OPENAI_BASE_URL holds a password");
    expect(text()).not.to.include("me:secret");
  });

  it("can be run again without loss: nothing to do, then one line", async () => {
    await runSetup(home, m, { env });
    writeFileSync(config, text().replace("# maxTurns: 100", "maxTurns: 7 # mine"));
    const before = text();
    const again = await runSetup(home, m, { env });
    expect(again.stdout).to.include("says all of it already");
    expect(text()).to.equal(before);
    const changed = await runSetup(home, ["--model", "openai/m-two", "--permission-mode", "plan", "--force"], { env });
    expect(changed.exitCode, changed.stderr).to.equal(0);
    expect(text()).to.equal(before.replace("openai/m-one", "openai/m-two").replace("  # mode: ask\n", "  # mode: ask\n  mode: plan\n"));
  });

  it("replaces what the config says otherwise only with --force", async () => {
    mkdirSync(home.config, { recursive: true });
    writeFileSync(config, "# mine\nmodel: openai/m-two\n");
    const refused = await runSetup(home, m, { env });
    expect(refused.exitCode).to.equal(42);
    expect(refused.stderr).to.include("already says otherwise: model. Nothing was changed.").and.include("--force");
    expect(text()).to.equal("# mine\nmodel: openai/m-two\n");
  });

  it("refers to the variable that holds the key, and sends that key", async () => {
    const done = await runSetup(home, [...m, "--key-from", "env:MY_KEY", "--json"], { env: { ...env, MY_KEY: "sk-mine" } });
    expect(JSON.parse(done.stdout)).to.deep.include({ model: "openai/m-one", tested: { input: 12, output: 1 }, isNew: true });
    expect(server.requests.at(-1)?.headers["authorization"]).to.equal("Bearer sk-mine");
    expect(text()).to.match(/^ {4}apiKey: \$\{MY_KEY\}$/m).and.not.include("sk-mine");
  });

  it("finds the key in the variable of its vendor, and says in the config where it is", async () => {
    const { stderr } = await runSetup(home, m, { env: { ...env, OPENAI_API_KEY: "sk-env" } });
    expect(stderr).to.include("openai: key in OPENAI_API_KEY");
    expect(text()).to.match(/^ {4}apiKey: \$\{OPENAI_API_KEY\}$/m);
  });

  it("keeps a key that is piped in where that is said: in a file, or in the config as it is", async () => {
    const inFile = await runSetup(home, [...m, "--key-from", "stdin", "--key-store", "file"], { env, input: "sk-piped\n" });
    expect(inFile.exitCode, inFile.stderr).to.equal(0);
    const file = join(home.data, "secrets/openai.apiKey");
    expect(readFileSync(file, "utf8")).to.equal("sk-piped\n");
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect(text()).to.include(`    apiKey: file:${file}\n`);
    await runSetup(home, [...m, "--key-from", "stdin", "--key-store", "config", "--force"], { env, input: "sk-literal" });
    expect(text()).to.match(/^ {4}apiKey: sk-literal$/m);
    expect(server.requests.at(-1)?.headers["authorization"]).to.equal("Bearer sk-literal");
  });

  it("keeps a key nowhere else in silence", async () => {
    const { exitCode, stderr } = await runSetup(home, [...m, "--key-from", "stdin"], { env, input: "sk-piped" });
    expect(exitCode).to.equal(40);
    expect(stderr).to.include("The key was not kept.").and.include("--key-store file").and.not.include("sk-piped");
    expect(existsSync(config)).to.equal(false);
  });

  it("writes nothing where the key is refused, and ends with the code for that", async () => {
    answer = () => ({ status: 401 });
    const { exitCode, stderr, stdout } = await runSetup(home, [...m, "--key-from", "stdin", "--key-store", "file"], { env, input: "sk-bad-1" });
    expect({ exitCode, stdout }).to.deep.equal({ exitCode: 41, stdout: "" });
    expect(stderr).to.include("did not accept").and.not.include("sk-bad-1");
    for (const file of [config, join(home.data, "setup.json"), join(home.data, "secrets")]) expect(existsSync(file), file).to.equal(false);
  });

  it("writes nothing where no server answers, or the model is not there", async () => {
    const nobody = await runSetup(home, m, { env: { OPENAI_BASE_URL: "http://127.0.0.1:1/v1" } });
    expect(nobody.exitCode).to.equal(43);
    answer = () => ({ status: 404, body: { error: { message: "no such model", code: "model_not_found" } } });
    expect((await runSetup(home, ["--model", "openai/none"], { env })).exitCode).to.equal(40);
    expect(existsSync(config)).to.equal(false);
  });

  it("sends nothing with --skip-test", async () => {
    const { exitCode, stdout } = await runSetup(home, [...m, "--skip-test", "--key-from", "env:K"], { env: { ...env, K: "k", OPENAI_API_KEY: "x" } });
    expect(exitCode).to.equal(0);
    expect(stdout).to.include("openai/m-one is ready, not tested.").and.include("The variable OPENAI_API_KEY is set and wins over");
    expect(server.requests).to.deep.equal([]);
  });

  it("takes back all of it where the config is a folder's place", async () => {
    mkdirSync(home.config, { recursive: true });
    writeFileSync(join(home.root, "file"), "");
    const blocked = { ...env, AINATIVE_CODE_HOME: "", XDG_CONFIG_HOME: join(home.root, "file"), XDG_DATA_HOME: join(home.root, "share") };
    const args = [...m, "--key-from", "stdin", "--key-store", "file"];
    const { exitCode, stderr } = await runSetup(home, args, { env: blocked, input: "sk-1" });
    expect(exitCode, stderr).to.equal(1);
    expect(existsSync(join(home.root, "share/ainative-code/secrets/openai.apiKey"))).to.equal(false);
    expect(existsSync(join(home.root, "share/ainative-code/setup.json"))).to.equal(false);
  });

  it("says which flag is missing where several answers would do", async () => {
    const model = await runSetup(home, [], { env });
    expect(model.exitCode).to.equal(40);
    expect(model.stderr).to.include("Say which one: --model openai/m-one | openai/m-two");
    const provider = await runSetup(home, [], { env: { ...env, ANTHROPIC_API_KEY: "k" } });
    expect(provider.stderr).to.include("Several could be used: anthropic, openai.").and.include("--provider");
    const none = await runSetup(home, []);
    expect(none.stderr).to.include("No key was found, and no server that needs none.");
    const key = await runSetup(home, ["--model", "anthropic/claude"]);
    expect(key.exitCode).to.equal(40);
    expect(key.stderr).to.include("ANTHROPIC_API_KEY").and.include("--key-from env:NAME");
    const typo = await runSetup(home, ["--provider", "opnai"]);
    expect(typo.stderr).to.include('Did you mean "openai"?');
    const unset = await runSetup(home, [...m, "--key-from", "env:NOT_THERE"], { env });
    expect(unset).to.include({ exitCode: 40 });
  });

  it("takes no secret on the command line, and no setting that does not exist", async () => {
    const literal = await runSetup(home, [...m, "--set", "plugins.openai.apiKey=sk-line-1"], { env });
    expect(literal.exitCode).to.equal(42);
    expect(literal.stderr).to.include("--set takes no secret as it is: plugins.openai.apiKey.").and.not.include("sk-line-1");
    expect((await runSetup(home, [...m, "--set", "chat.maxturns=3"], { env })).stderr).to.include('Did you mean "chat.maxTurns"?');
    expect((await runSetup(home, [...m, "--set", "chat.maxTurns=none"], { env })).exitCode).to.equal(42);
    expect(existsSync(config)).to.equal(false);
  });

  it("writes other settings, and connects by them", async () => {
    const { exitCode, stderr } = await runSetup(home, [...m, "--set", `plugins.openai.baseURL=${server.baseURL}`, "--set", "chat.maxTurns=9"]);
    expect(exitCode, stderr).to.equal(0);
    expect(text()).to.match(/^ {2}maxTurns: 9$/m).and.include(server.baseURL);
  });

  it("needs a terminal to ask on, and names the flags", async () => {
    const { exitCode, stderr } = await runCli(["setup"], { bin, env: setupEnv(home), cwd: home.project });
    expect(exitCode).to.equal(42);
    for (const flag of ["--non-interactive", "--model", "--key-from", "--key-store", "--provider", "--skip-test"]) expect(stderr).to.include(flag);
  });

  it("stops at a signal, and has written nothing", async () => {
    const stalled = await startScriptedServer({ script: () => ({ text: "…", fault: { kind: "stall", afterEvents: 0 } }), models: ["m-one"] });
    const options = { bin, env: setupEnv(home, { OPENAI_BASE_URL: stalled.baseURL }), cwd: home.project };
    const running = runCli(["setup", "--non-interactive", ...m], { ...options, signal: { name: "SIGINT", when: "models: 1 found" } });
    expect((await running).exitCode).to.equal(130);
    expect(existsSync(config)).to.equal(false);
    await stalled.close();
  });
});
