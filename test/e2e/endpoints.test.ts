import { startScriptedServer, type ScriptedServer } from "@ainative-code/test-kit";
import { expect } from "chai";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../boot/built-cli.ts";
import { scene, type Scene } from "./bad-days/scene.ts";
import { filesWith } from "./secrets/written.ts";

const keys = { one: "Zone7/mark+aa==", two: "Ztwo7/mark+bb==", openai: "Zopen7/mark+cc==" } as const;

const yaml = (one: ScriptedServer, two: ScriptedServer): string => `
plugins:
  openai:
    endpoints:
      one: {baseURL: "${one.baseURL}", apiKey: "\${ONE_KEY}", models: [tiny]}
      two:
        baseURL: ${two.baseURL}
        apiKey: $(print-two)
        api: responses
`;

/** A user's machine with OpenAI's own server, as it were, and two named ones beside it. */
interface Place extends AsyncDisposable {
  readonly s: Scene;
  readonly one: ScriptedServer;
  readonly two: ScriptedServer;
  readonly config: string;
  run(...args: string[]): ReturnType<Scene["run"]>;
}

async function place(): Promise<Place> {
  const s = await scene(() => ({ text: "From the usual one." }), { models: ["m"] });
  const one = await startScriptedServer({ script: () => ({ text: "From one." }), models: ["m"] });
  const two = await startScriptedServer({ script: () => ({ thinking: "Hmm.", text: "From two." }), models: ["big"] });
  const bin = join(s.home.home, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "print-two"), `#!/bin/sh\necho '${keys.two}'\n`, { mode: 0o755 });
  mkdirSync(s.home.config, { recursive: true });
  const config = join(s.home.config, "config.yaml");
  writeFileSync(config, yaml(one, two));
  const env = { PATH: `${bin}:${s.home.env["PATH"]}`, ONE_KEY: keys.one, OPENAI_API_KEY: keys.openai };
  return {
    s,
    one,
    two,
    config,
    run: async (...args) => s.run(args, { env }),
    async [Symbol.asyncDispose]() {
      await Promise.all([one.close(), two.close(), s[Symbol.asyncDispose]()]);
    },
  };
}

const sentTo = ({ requests }: ScriptedServer): readonly (string | undefined)[] => requests.map(({ headers }) => headers["authorization"]);

describe("endpoints that the user has named", () => {
  before(buildOnce);

  it("answer side by side, each by its own key and wire format", async () => {
    await using p = await place();
    const [one, two, usual] = await Promise.all([
      p.run("chat", "-m", "one/tiny", "-p", "hi"),
      p.run("chat", "-m", "two/big", "-p", "hi"),
      p.run("chat", "-m", "openai/m", "-p", "hi"),
    ]);
    expect([one.stdout, two.stdout, usual.stdout], one.stderr + two.stderr).to.deep.equal(["From one.\n", "From two.\n", "From the usual one.\n"]);
    expect(sentTo(p.one)).to.deep.equal([`Bearer ${keys.one}`]);
    expect(sentTo(p.two)).to.deep.equal([`Bearer ${keys.two}`]);
    expect(sentTo(p.s.server)).to.deep.equal([`Bearer ${keys.openai}`]);
    expect([p.one.requests[0]?.path, p.two.requests[0]?.path]).to.deep.equal(["/v1/chat/completions", "/v1/responses"]);
  });

  it("go on with one conversation, and get back nothing that is another's", async () => {
    await using p = await place();
    await p.run("chat", "-m", "two/big", "-p", "first");
    const next = await p.run("chat", "-c", "-m", "one/tiny", "-p", "second");
    expect(next.exitCode, next.stderr).to.equal(0);
    expect(p.one.requests[0]?.text).to.include("From two.").and.not.to.include("Hmm.");
    await p.run("chat", "-c", "-m", "two/big", "-p", "third");
    const { text = "" } = p.two.requests[1] ?? {};
    expect(text, "what two said comes back to it as it was").to.include("From two.").and.include("From one.");
  });

  it("are listed with their models, and show no key", async () => {
    await using p = await place();
    const providers = await p.run("providers", "list");
    expect(providers.stdout).to.match(/one\b.*ready/).and.match(/two\b.*ready/);
    const models = await p.run("models", "list", "--provider", "one");
    expect(models.stdout, models.stderr).to.include("one/m").and.include("one/tiny");
    const shown = await Promise.all([
      p.run("config", "get", "plugins.openai.endpoints"),
      p.run("config", "list"),
      p.run("config", "explain", "plugins.openai.endpoints.two.apiKey"),
      p.run("auth", "key", "list"),
      p.run("chat", "-m", "two/big", "-p", "hi", "--output-format", "json"),
    ]);
    for (const { exitCode, stdout, stderr } of shown) {
      expect(exitCode, stderr).to.equal(0);
      for (const key of Object.values(keys)) expect(stdout + stderr).not.to.include(key);
    }
    const bin = join(p.s.home.home, "bin");
    for (const key of Object.values(keys)) {
      expect(filesWith(p.s.home.root, key).filter((file) => !file.startsWith(bin))).to.deep.equal([]);
    }
  });

  it("take a literal key without showing it or keeping it elsewhere, with a word about it", async () => {
    await using p = await place();
    const literal = "Zliteral9/mark==";
    writeFileSync(p.config, `plugins: {openai: {endpoints: {one: {baseURL: "${p.one.baseURL}", apiKey: "${literal}"}}}}\n`);
    const runs = [await p.run("config", "list"), await p.run("config", "get", "plugins.openai.endpoints.one")];
    runs.push(await p.run("chat", "-m", "one/tiny", "-p", "hi"));
    expect(runs.map(({ exitCode }) => exitCode)).to.deep.equal([0, 0, 0]);
    for (const { stdout, stderr } of runs) expect(stdout + stderr).not.to.include(literal);
    expect(runs.map(({ stderr }) => stderr).join("")).to.include("auth key set one");
    expect(filesWith(p.s.home.root, literal)).to.deep.equal([p.config]);
  });

  it("get a key by auth key set, and lose it again", async () => {
    await using p = await place();
    writeFileSync(p.config, `plugins: {openai: {endpoints: {one: {baseURL: "${p.one.baseURL}"}}}}\n`);
    const set = await p.s.run(["auth", "key", "set", "one", "--file"], { input: keys.one });
    expect(set.exitCode, set.stderr).to.equal(0);
    expect(readFileSync(p.config, "utf8")).to.include("file:").and.not.to.include(keys.one);
    await p.run("chat", "-m", "one/tiny", "-p", "hi");
    expect(sentTo(p.one)).to.deep.equal([`Bearer ${keys.one}`]);
    expect((await p.run("auth", "key", "remove", "one")).exitCode).to.equal(0);
    await p.run("chat", "-m", "one/tiny", "-p", "hi");
    expect(sentTo(p.one)[1], "a named endpoint never gets another's key").to.equal(undefined);
  });

  it("are made, changed and taken away by config set and unset", async () => {
    await using p = await place();
    writeFileSync(p.config, "model: one/tiny\n");
    const made = await p.run("config", "set", "plugins.openai.endpoints.one.baseURL", p.one.baseURL);
    expect(made.exitCode, made.stderr).to.equal(0);
    expect((await p.run("config", "set", "plugins.openai.endpoints.one.nope", "x")).exitCode).to.equal(42);
    expect((await p.run("chat", "-p", "hi")).stdout).to.equal("From one.\n");
    expect((await p.run("config", "unset", "plugins.openai.endpoints.one.baseURL")).exitCode).to.equal(0);
    const gone = await p.run("chat", "-p", "hi");
    expect([gone.exitCode, gone.stderr.includes('"one"')], gone.stderr).to.deep.equal([40, true]);
  });

  it("can't be added or changed by a project", async () => {
    await using p = await place();
    for (const member of [`evil: {baseURL: "${p.one.baseURL}"}`, "one: {api: chat}", `one: {baseURL: "https://evil.example/v1"}`]) {
      mkdirSync(join(p.s.home.project, ".ainative-code"), { recursive: true });
      writeFileSync(join(p.s.home.project, ".ainative-code/config.yaml"), `plugins: {openai: {endpoints: {${member}}}}\n`);
      const refused = await p.run("chat", "-m", "one/tiny", "-p", "hi");
      expect([refused.exitCode, refused.stderr.includes("a project's file can't set")], refused.stderr).to.deep.equal([42, true]);
    }
    expect(p.one.requests).to.deep.equal([]);
  });

  it("are refused under an id that is taken, by both names", async () => {
    await using p = await place();
    writeFileSync(p.config, `plugins: {openai: {endpoints: {ollama: {baseURL: "${p.one.baseURL}"}}}}\n`);
    const { exitCode, stderr } = await p.run("chat", "-m", "ollama/tiny", "-p", "hi");
    expect(exitCode).to.equal(51);
    expect(stderr).to.include("plugin-ollama").and.include("plugins.openai.endpoints.ollama");
    expect((await p.run("chat", "-m", "openai/m", "-p", "hi")).exitCode, "everything else works").to.equal(0);
  });

  it("need an address, and no more", async () => {
    await using p = await place();
    writeFileSync(p.config, "plugins: {openai: {endpoints: {one: {api: chat}}}}\n");
    const { exitCode, stderr } = await p.run("chat", "-m", "one/tiny", "-p", "hi");
    expect([exitCode, stderr.includes("baseURL")], stderr).to.deep.equal([42, true]);
  });
});
