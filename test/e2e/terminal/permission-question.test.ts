import { startScriptedServer, tempHome } from "@ainative-code/test-kit";
import type { ScriptedServer, TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { needsProgram } from "../../needs-program.ts";
import { answer } from "../../print/line/answer-question.ts";
import { openTerminal, program } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

describe("the question for permission, on a real terminal", () => {
  let home: TempHome;
  let server: ScriptedServer;
  before(needsProgram("tmux"));
  beforeEach(async () => {
    home = tempHome();
    const touch = { calls: [{ name: "bash", input: { command: "touch made && echo '\u001b]0;evil\u0007done'" } }] };
    server = await startScriptedServer({ script: [touch, touch, { text: "All done." }] });
  });
  afterEach(async () => {
    await server.close();
    home.dispose();
  });

  function chat(): Terminal {
    const env = { ...home.env, OPENAI_BASE_URL: server.baseURL, PATH: process.env["PATH"] ?? "" };
    return openTerminal([...program, "chat", "Make it", "-m", "openai/scripted"], { env, cwd: home.project });
  }
  const made = (): boolean => existsSync(join(home.project, "made"));

  it("shows the whole command, harmless, and does it each time the person says yes", async () => {
    using terminal = chat();
    const screen = await terminal.shows("Allow bash?");
    expect(screen).to.contain(String.raw`command: touch made && echo '\u001b]0;evil\u0007done'`);
    expect(made()).to.equal(false);
    await answer(terminal, "y");
    await terminal.shows(/Allow bash\?[^]*Allow bash\?/);
    expect(made()).to.equal(true);
    await answer(terminal, "y");
    await terminal.shows("All done.");
  });

  it("asks no more for the same command when the person says always", async () => {
    using terminal = chat();
    await terminal.shows("Allow bash?");
    await answer(terminal, "a");
    const screen = await terminal.shows("All done.");
    expect(screen.match(/Allow bash\?/g)).to.have.length(1);
    expect(made()).to.equal(true);
  });

  it("asks no more for the same command in this project when the person says so, in a later conversation either", async () => {
    {
      using terminal = chat();
      await terminal.shows("Allow bash?");
      await answer(terminal, "p");
      await terminal.shows("All done.");
    }
    await server.close();
    server = await startScriptedServer({ script: [{ calls: [{ name: "bash", input: { command: "touch made && echo '\u001b]0;evil\u0007done'" } }] }, { text: "Done again." }] });
    rmSync(join(home.project, "made"));
    using terminal = chat();
    const screen = await terminal.shows("Done again.");
    expect([screen.includes("Allow bash?"), made()]).to.deep.equal([false, true]);
  });

  it("does nothing when the person says no, by Enter too, and asks again the next time", async () => {
    using terminal = chat();
    await terminal.shows("Allow bash?");
    await answer(terminal, "Enter");
    await terminal.shows("Refused by the user.");
    await terminal.shows(/Allow bash\?[^]*Allow bash\?/);
    await answer(terminal, "n");
    await terminal.shows("All done.");
    expect(made()).to.equal(false);
  });

  it("tells the model why it is refused, or what to do instead", async () => {
    using terminal = chat();
    await terminal.shows("Allow bash?");
    await answer(terminal, "r");
    await terminal.shows("Why, or what to do instead:");
    terminal.type("call it done.txt");
    terminal.press("Enter");
    await terminal.shows("They said: call it done.txt");
    await terminal.shows(/Allow bash\?[^]*Allow bash\?/);
    expect([JSON.stringify(server.requests.at(-1)?.body).includes("They said: call it done.txt"), made()]).to.deep.equal([true, false]);
  });

  it("is a list to choose from where the answer goes elsewhere, and takes a reason there, too", async () => {
    const long = Array.from({ length: 80 }, (_, index) => `echo ${index}`).join("\n");
    await server.close();
    server = await startScriptedServer({ script: [{ calls: [{ name: "bash", input: { command: `touch made\n${long}` } }] }, { text: "All done." }] });
    const env = { ...home.env, OPENAI_BASE_URL: server.baseURL, PATH: process.env["PATH"] ?? "" };
    using terminal = openTerminal(["sh", "-c", '"$@" > answer.txt', "sh", ...program, "chat", "Make it", "-m", "openai/scripted"], { env, cwd: home.project });
    await terminal.shows("No, and say why");
    expect(terminal.scrollback()).to.include("touch made").and.include("echo 79");
    terminal.press("Down", "Enter");
    await terminal.shows("Why, or what to do instead:");
    terminal.type("not now");
    terminal.press("Enter");
    await terminal.shows("exit 0");
    expect([JSON.stringify(server.requests.at(-1)?.body).includes("They said: not now"), made()]).to.deep.equal([true, false]);
  });

  it("stops the turn on Ctrl+C, and the conversation goes on", async () => {
    using terminal = chat();
    await terminal.shows("Allow bash?");
    terminal.press("C-c");
    await terminal.shows("Stopped.");
    terminal.press("C-d");
    expect(await terminal.shows("exit ")).to.contain("exit 0");
    expect(made()).to.equal(false);
  });
});
