import { tempHome, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { startFakeOllama } from "../../../plugins/ollama/test/fake/fake-ollama.ts";
import { placeFixture } from "../../e2e/plugins/place-plugin.ts";
import { runSetup } from "./run-setup.ts";

const answerFile = join(import.meta.dirname, "../../../plugins/anthropic/test/fixtures/text.sse");

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

describe("setup of what plugins bring", () => {
  let home: TempHome;
  let server: Server | undefined;
  before(buildOnce);
  beforeEach(() => {
    home = tempHome();
    server = undefined;
  });
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    home.dispose();
  });

  const config = (): string => readFileSync(join(home.config, "config.yaml"), "utf8");

  it("finds a local server that needs no key, and takes its only model", async () => {
    await using ollama = await startFakeOllama({ models: [{ name: "qwen3:8b" }] });
    const { exitCode, stdout, stderr } = await runSetup(home, [], { env: { OLLAMA_HOST: ollama.host } });
    expect(exitCode, stderr).to.equal(0);
    expect(stderr).to.include("ollama: answers, 1 model").and.include("anthropic: needs a key");
    expect(stdout).to.include("ollama/qwen3:8b is ready");
    expect(config()).to.match(/^model: ollama\/qwen3:8b$/m);
    expect(ollama.chats).to.have.lengthOf(1);
  });

  it("connects to Anthropic by the key in its variable", async () => {
    const seen: IncomingMessage[] = [];
    server = createServer((request, response) => {
      seen.push(request);
      if (request.method === "GET") response.end(JSON.stringify({ data: [{ id: "claude-opus-5-5", type: "model" }], has_more: false }));
      else response.writeHead(200, { "content-type": "text/event-stream" }).end(readFileSync(answerFile));
    });
    const env = { ANTHROPIC_BASE_URL: await listen(server), ANTHROPIC_API_KEY: "sk-ant-1" };
    const { exitCode, stdout, stderr } = await runSetup(home, [], { env });
    expect(exitCode, stderr).to.equal(0);
    expect(stdout).to.include("anthropic/claude-opus-5-5 is ready: it answered, for 120 tokens in and 40 out.");
    expect(seen.map(({ method, headers }) => [method, headers["x-api-key"]])).to.deep.equal([["GET", "sk-ant-1"], ["POST", "sk-ant-1"]]);
    expect(config()).to.match(/^ {4}apiKey: \$\{ANTHROPIC_API_KEY\}$/m);
  });

  describe("with a plugin that asks to be set up", () => {
    const model = ["--model", "openai/m", "--skip-test"];
    let address = "";
    beforeEach(async () => {
      placeFixture(home, "station");
      server = createServer(({ headers }, response) => {
        response.writeHead(headers.authorization === "Bearer tok-1" ? 200 : 401).end("Pier 7");
      });
      address = await listen(server);
    });

    async function station(env: Record<string, string>, args: readonly string[] = []): ReturnType<typeof runSetup> {
      const ollama = await startFakeOllama({ models: [{ name: "tiny" }] });
      const settings = ["--set", `plugins.station.address=${address}`, "--set", "plugins.station.token=${STATION_TOKEN}"];
      try {
        return await runSetup(home, [...settings, ...args], { env: { OLLAMA_HOST: ollama.host, ...env } });
      } finally {
        await ollama[Symbol.asyncDispose]();
      }
    }

    it("tries its settings out by the plugin's own request, and writes them", async () => {
      const { exitCode, stderr } = await station({ STATION_TOKEN: "tok-1" });
      expect(exitCode, stderr).to.equal(0);
      expect(stderr).to.include("Trying the weather station: connected as Pier 7");
      expect(config()).to.include("  # the weather station\n  station:\n").and.include(`    address: ${address}\n`);
      expect(config()).to.match(/^ {4}token: \$\{STATION_TOKEN\}$/m).and.match(/^ {4}# unit: celsius$/m);
    });

    it("writes nothing where they do not work, and ends with the plugin's code", async () => {
      const { exitCode, stderr } = await station({ STATION_TOKEN: "wrong" });
      expect(exitCode).to.equal(41);
      expect(stderr).to.include("The station does not know this token.");
      expect(() => config()).to.throw("ENOENT");
    });

    it("passes it by where nothing is said of it", async () => {
      const { exitCode, stderr } = await runSetup(home, [...model, "--key-from", "env:K"], { env: { K: "k" } });
      expect(exitCode, stderr).to.equal(0);
      expect(config()).to.match(/^ {4}# address:$/m);
    });
  });
});
