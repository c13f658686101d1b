import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { startFakeOllama, type FakeOllama } from "../../plugins/ollama/test/fake/fake-ollama.ts";
import type { FakeBody, FakeLine } from "../../plugins/ollama/test/fake/fake-model.ts";
import root from "../../package.json" with { type: "json" };
import { buildOnce, builtCli } from "../boot/built-cli.ts";

const isBundled = root.oclif.plugins.includes("@ainative-code/plugin-ollama");

/** Reads the notes first, then tells of them. */
function reader({ messages }: FakeBody): readonly FakeLine[] {
  const result = messages.findLast(({ role }) => role === "tool");
  if (result !== undefined) return [{ content: `They say: ${result.content.includes("milk") ? "milk" : "nothing"}.` }];
  return [{ thinking: "A file." }, { tool_calls: [{ function: { name: "read", arguments: { path: "notes.txt" } } }] }];
}

const models = [
  { name: "qwen3:8b", capabilities: ["completion", "tools", "thinking"], answer: reader },
  { name: "tiny:latest", capabilities: ["completion"], contextLength: 8192 },
];

(isBundled ? describe : describe.skip)("chat with Ollama, found by OLLAMA_HOST alone", () => {
  before(buildOnce);

  let server: FakeOllama;
  beforeEach(async () => {
    server = await startFakeOllama({ models });
  });
  afterEach(async () => server[Symbol.asyncDispose]());

  it("runs a tool and answers, with a window that holds it all", async () => {
    using cli = builtCli();
    writeFileSync(join(cli.home.project, "notes.txt"), "milk\n");
    const { exitCode, stdout, stderr } = await cli.run(["chat", "-p", "Read the notes.", "-m", "ollama/qwen3:8b"], {
      OLLAMA_HOST: server.host,
    });
    expect({ exitCode, stderr }).to.have.property("exitCode", 0);
    expect(stdout).to.include("They say: milk.");
    expect(server.chats).to.have.lengthOf(2);
    for (const chat of server.chats) expect(chat).to.include({ truncate: false, shift: false, think: true });
    expect(server.loads, "loaded once").to.have.lengthOf(1);
  });

  it("goes on with the session later, without loading the model anew", async () => {
    using cli = builtCli();
    const env = { OLLAMA_HOST: server.host };
    await cli.run(["chat", "-p", "Hi", "-m", "ollama/tiny"], env);
    const { exitCode } = await cli.run(["chat", "-p", "And?", "-m", "ollama/tiny", "--continue"], env);
    expect(exitCode).to.equal(0);
    expect(server.chats[1]?.messages.map(({ role }) => role)).to.deep.equal(["system", "user", "assistant", "user"]);
    expect(server.loads).to.have.lengthOf(1);
  });

  it("lists the models that are installed", async () => {
    using cli = builtCli();
    const { stdout } = await cli.run(["models", "list", "ollama"], { OLLAMA_HOST: server.host });
    expect(stdout).to.include("ollama/qwen3:8b").and.include("ollama/tiny").and.include("8k");
  });

  it("says how to get a model that is not there", async () => {
    using cli = builtCli();
    const { exitCode, stderr } = await cli.run(["chat", "-p", "Hi", "-m", "ollama/qwen3:14b"], { OLLAMA_HOST: server.host });
    expect(exitCode).to.equal(40);
    expect(stderr).to.include("ollama pull qwen3:14b").and.include("ollama/qwen3:8b");
  });

  it("says how to start a server that does not run", async () => {
    using cli = builtCli();
    const { host } = server;
    await server[Symbol.asyncDispose]();
    const { exitCode, stderr } = await cli.run(["chat", "-p", "Hi", "-m", "ollama/tiny"], { OLLAMA_HOST: host });
    expect(exitCode).to.equal(43);
    expect(stderr).to.include(`No Ollama server answers at ${host}`).and.include("ollama serve");
  });

  it("refuses a conversation that can't fit, before it is sent", async () => {
    using cli = builtCli();
    const prompt = "quite plain words ".repeat(5000);
    const { exitCode, stderr } = await cli.run(["chat", "-p", prompt, "-m", "ollama/tiny"], { OLLAMA_HOST: server.host });
    expect(exitCode).to.equal(44);
    expect(stderr).to.include("8192 tokens of tiny");
    expect(server.chats).to.deep.equal([]);
  });
});
