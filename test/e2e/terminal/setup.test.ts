import { startScriptedServer, tempHome, type ScriptedServer, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { setupEnv, setupProgram } from "../../commands/setup/run-setup.ts";
import { needsProgram } from "../../needs-program.ts";
import { placeFixture } from "../plugins/place-plugin.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

describe("setup on a real terminal", () => {
  let home: TempHome;
  let server: ScriptedServer;
  let config = "";
  before(needsProgram("tmux"));
  before(buildOnce);
  beforeEach(async () => {
    home = tempHome();
    config = join(home.config, "config.yaml");
    server = await startScriptedServer({
      script: ({ headers }) => (headers["authorization"] === "Bearer sk-wrong" ? { status: 401 } : { text: "ready", usage: { input: 12, output: 1 } }),
      models: ["m-one", "m-two", "other"],
    });
  });
  afterEach(async () => {
    await server.close();
    home.dispose();
  });

  function setup(env: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Terminal {
    const all = setupEnv(home, { OPENAI_BASE_URL: server.baseURL, PATH: process.env["PATH"] ?? "", ...env });
    return openTerminal([...setupProgram, ...args], { env: all, cwd: home.project });
  }

  /** Waits for the question, then presses. */
  async function answer(terminal: Terminal, question: string, ...keys: readonly string[]): Promise<void> {
    await terminal.shows(question);
    terminal.press(...keys);
  }

  it("takes a right key after a wrong one, and writes it all at the end", async () => {
    using terminal = setup({ OPENAI_API_KEY: "sk-wrong" });
    const first = await terminal.shows("Which provider shall answer?");
    expect(first).to.include("- anthropic: needs a key").and.include("❯ openai  (key in OPENAI_API_KEY)");
    terminal.press("Enter");
    await answer(terminal, "Use the key in OPENAI_API_KEY", "Enter");
    await answer(terminal, "Which model?", "t", "w", "o");
    await answer(terminal, "❯ m-two", "Enter");
    const refused = await terminal.shows("What now?");
    expect(refused).to.include("✖ Asking m-two for one word").and.include("did not accept the credentials");
    terminal.press("Down", "Down");
    await answer(terminal, "❯ Another key", "Enter");
    await answer(terminal, "Type or paste one", "Down");
    await answer(terminal, "❯ Type or paste one", "Enter");
    await answer(terminal, "Key:", "sk-right", "Enter");
    await answer(terminal, "❯ m-two", "Enter");
    await terminal.shows("What may the model do?");
    expect(existsSync(config), "before the last answer").to.equal(false);
    terminal.press("Down");
    await answer(terminal, "❯ accept-edits", "Enter");
    await answer(terminal, "Which colours", "Down", "Down");
    expect(await terminal.shows("❯ light")).to.include("Heading  code  + added  - removed");
    terminal.press("Enter");
    await answer(terminal, "What else do you use?", "Enter");
    await answer(terminal, "❯ In a file that only you can read", "Enter");
    const end = await terminal.shows("exit ");
    expect(end).to.include("exit 0").and.include("openai/m-two is ready: it answered, for 12 tokens in and 1 out.");
    expect(end.replaceAll(/\s+/g, " ")).to.include("OPENAI_API_KEY is set and wins over plugins.openai.apiKey");
    expect(end).not.to.include("sk-right").and.not.match(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/);
    expect(readFileSync(config, "utf8")).to.match(/^model: openai\/m-two$/m).and.match(/^ {2}mode: accept-edits$/m).and.match(/^ {2}theme: light$/m);
    expect(readFileSync(join(home.data, "secrets/openai.apiKey"), "utf8")).to.equal("sk-right\n");
  });

  it("connects to a server of the user's own, which needs no key", async () => {
    using terminal = setup({ OPENAI_BASE_URL: "" }, ["--provider", "openai", "--permission-mode", "ask"]);
    expect(await terminal.shows("Address of OpenAI")).to.include("(https://api.openai.com/v1)");
    terminal.press(server.baseURL, "Enter");
    await answer(terminal, "❯ None", "Enter");
    await answer(terminal, "❯ m-one", "Enter");
    await answer(terminal, "Which colours", "Enter");
    await answer(terminal, "What else do you use?", "Enter");
    expect(await terminal.shows("exit ")).to.include("exit 0");
    expect(readFileSync(config, "utf8")).to.match(/^model: openai\/m-one$/m).and.include(`    baseURL: ${server.baseURL}\n`);
    expect(readFileSync(config, "utf8")).to.match(/^ {4}# apiKey: /m);
  });

  it("shows what is set when it is run again, and changes nothing by Enter alone", async () => {
    {
      using terminal = setup({}, ["--model", "openai/other", "--permission-mode", "plan"]);
      await answer(terminal, "Which colours", "Enter");
      await answer(terminal, "What else do you use?", "Enter");
      expect(await terminal.shows("exit ")).to.include("exit 0");
    }
    const before = readFileSync(config, "utf8");
    using terminal = setup();
    await answer(terminal, "❯ openai  (answers, 3 models)", "Enter");
    await answer(terminal, "❯ other", "Enter");
    await answer(terminal, "❯ plan", "Enter");
    await answer(terminal, "Which colours", "Enter");
    await answer(terminal, "What else do you use?", "Enter");
    const end = await terminal.shows("exit ");
    expect(end).to.include("exit 0");
    expect(end.replaceAll(/\s+/g, "")).to.include("saysallofitalready");
    expect(readFileSync(config, "utf8")).to.equal(before);
  });

  it("writes nothing when the person leaves a question by Ctrl+C", async () => {
    const questions = ["Which provider shall answer?", "Which model?", "What may the model do?", "Which colours", "What else do you use?"];
    for (const [index, question] of questions.entries()) {
      using terminal = setup();
      for (const earlier of questions.slice(0, index)) await answer(terminal, earlier, "Enter");
      await answer(terminal, question, "C-c");
      expect(await terminal.shows("exit "), question).to.include("exit 130").and.include("Nothing was changed.");
    }
    expect(existsSync(config)).to.equal(false);
    expect(existsSync(join(home.data, "setup.json"))).to.equal(false);
  });

  it("offers what a plugin asks for, tries it out, and lets a person answer again", async () => {
    placeFixture(home, "station");
    const weather = createServer(({ headers }, response) => {
      response.writeHead(headers.authorization === "Bearer tok-1" ? 200 : 401).end("Pier 7");
    }).listen(0, "127.0.0.1");
    await once(weather, "listening");
    const place = weather.address();
    const address = `http://127.0.0.1:${typeof place === "object" && place !== null ? place.port : 0}`;
    try {
      using terminal = setup({}, ["--model", "openai/other", "--permission-mode", "ask", "--key-store", "file"]);
      await answer(terminal, "Which colours", "Enter");
      await answer(terminal, "❯◯ the weather station", "Space");
      await answer(terminal, "❯◉ the weather station", "Enter");
      await answer(terminal, "Address:", address, "Enter");
      await answer(terminal, "Token:", "wrong", "Enter");
      await answer(terminal, "The station does not know this token.");
      await answer(terminal, "❯ Answer again", "Enter");
      await terminal.shows("✔ What now? Answer again");
      terminal.press(address, "Enter");
      await terminal.shows("? Token:");
      terminal.press("tok-1", "Enter");
      expect(await terminal.shows("exit ")).to.include("connected as Pier 7").and.include("exit 0");
      expect(readFileSync(config, "utf8")).to.include(`address: ${address}`).and.match(/^ {4}token: file:.*station\.token$/m);
      expect(readFileSync(join(home.data, "secrets/station.token"), "utf8")).to.equal("tok-1\n");
    } finally {
      weather.closeAllConnections();
      weather.close();
    }
  });
});
