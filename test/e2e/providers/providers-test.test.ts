import type { JournalEntry, ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene, type Scene } from "../bad-days/scene.ts";

const noTools = { status: 400, body: { error: { message: "m does not support tools", type: "invalid_request_error" } } };

/** A small model: it talks, and its server refuses tools. */
function small({ body }: JournalEntry): ScriptedReply {
  return body["tools"] === undefined ? { text: "It is red, and ready." } : noTools;
}

async function tested(s: Scene, args: readonly string[] = []): ReturnType<Scene["run"]> {
  return s.run(["providers", "test", "openai", "-m", "openai/m", ...args], { env: { OPENAI_API_KEY: "k" } });
}

describe("providers test", () => {
  before(buildOnce);

  it("shows what a server can do, and says before how much it asks", async () => {
    await using s = await scene(small, { models: ["m"] });
    const { exitCode, stdout, stderr } = await tested(s);
    expect(exitCode).to.equal(0);
    expect(stderr).to.include("openai/m: up to 11 small requests");
    expect(stdout).to.match(/^CAPABILITY +WORKS +SEEN\ntext +yes /).and.match(/^stream +(yes|no) .*pieces/m).and.match(/^tool +no .*does not support tools/m);
    expect(stdout).to.match(/^image +no +called a picture of .* "It is red, and ready\."/m).and.match(/^models +yes +1 models, m among them/m);
  });

  it("has a chat do without what was refused, in another process", async () => {
    await using s = await scene(small);
    await tested(s, ["--only", "text,tool"]);
    const before = s.server.requests.length;
    const { exitCode, stdout } = await s.chat();
    expect({ exitCode, stdout }).to.deep.equal({ exitCode: 0, stdout: "It is red, and ready.\n" });
    expect(s.server.requests.slice(before).map(({ body }) => "tools" in body), "asked once, without tools").to.deep.equal([false]);
  });

  it("is not needed for that: a chat learns from the refusal, and the next one knows", async () => {
    await using s = await scene(small);
    const offered = (): readonly boolean[] => s.server.requests.map(({ body }) => "tools" in body);
    const first = await s.chat(["--output-format", "json"]);
    expect(first.exitCode, first.stderr).to.equal(0);
    expect(offered()).to.deep.equal([true, false]);
    await s.chat();
    expect(offered()).to.deep.equal([true, false, false]);
  });

  it("finds out anew what was refused before", async () => {
    let grown = false;
    await using s = await scene((entry) => (grown ? { text: "ready", ...("tools" in entry.body ? { calls: [{ name: "read_sensor", input: { sensor: "boiler" } }] } : {}) } : small(entry)));
    await tested(s, ["--only", "text,tool"]);
    grown = true;
    await tested(s, ["--only", "text,tool"]);
    const before = s.server.requests.length;
    await s.chat(["--max-turns", "1"]);
    expect("tools" in (s.server.requests[before]?.body ?? {}), "tools are offered again").to.equal(true);
  });

  it("keeps what it knows of other servers and models", async () => {
    await using s = await scene(small);
    const file = join(s.home.cache, "notes", "@ainative-code", "plugin-openai.json");
    const note = { at: Date.now(), value: ["temperature"] };
    const [here, there] = [`lesson ${s.server.baseURL} m`, "lesson http://127.0.0.1:9/v1 other"];
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ [here]: note, [there]: note }));
    await tested(s, ["--only", "text"]);
    expect(JSON.parse(readFileSync(file, "utf8"))).to.deep.equal({ [there]: note });
  });

  it("says of one capability that it does not work, and not that nobody answers", async () => {
    await using s = await scene(() => ({ text: "I'd rather talk." }));
    const { exitCode, stderr } = await tested(s, ["--only", "tool"]);
    expect(exitCode).to.not.equal(0);
    expect(stderr).to.include('openai: "tool" does not work: The model answered without calling the tool.').and.not.include("does not answer");
  });

  it("gives it all as data", async () => {
    await using s = await scene(small);
    const { stdout } = await tested(s, ["--only", "text,tool", "--json"]);
    const [test] = JSON.parse(stdout) as { rows: { capability: string; works: string; refused?: boolean }[] }[];
    expect(test).to.include({ provider: "openai", model: "openai/m" });
    expect(test?.rows.map(({ capability, works, refused = false }) => [capability, works, refused])).to.deep.equal([["text", "yes", false], ["tool", "no", true]]);
  });

  it("ends with the code of the failure where a plain question is not answered, and asks nothing more", async () => {
    await using s = await scene(() => ({ status: 401, body: { error: { message: "Incorrect API key.", code: "invalid_api_key" } } }));
    const { exitCode, stdout, stderr } = await tested(s);
    expect(exitCode).to.equal(41);
    expect(stdout).to.match(/^tool +unknown +not asked/m);
    expect(stderr).to.match(/openai does not answer: .*key.*\n {2}Try: /);
  });

  it("tests the providers that are set up where none is named", async () => {
    await using s = await scene(small, { models: ["m", "n"] });
    const { exitCode, stderr } = await s.run(["providers", "test", "--only", "text"], { env: { OPENAI_API_KEY: "k", OLLAMA_HOST: "127.0.0.1:9" } });
    expect(stderr).to.include("openai/m: up to 1 small requests").and.include("ollama does not answer").and.not.include("anthropic");
    expect(exitCode, "that of the first failure").to.equal(43);
  });

  it("says what to do where none is set up, and refuses what it does not know", async () => {
    await using s = await scene(small);
    const none = { env: { OPENAI_BASE_URL: "" } };
    expect(await s.run(["providers", "test"], none)).to.have.property("exitCode", 40);
    const unknown = await s.run(["providers", "test", "--only", "text,smell"], none);
    expect(unknown.exitCode).to.equal(42);
    expect(unknown.stderr).to.include('"smell" is no capability').and.include("text, stream, tool");
    const contradiction = await s.run(["providers", "test", "openai", "-m", "anthropic/x"], none);
    expect(contradiction.exitCode).to.equal(42);
  });
});
