import { expect } from "chai";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { needsProgram } from "../../needs-program.ts";
import { openTerminal, type Terminal } from "../terminal/terminal.ts";
import { completionScene, sessionTitle, type CompletionScene } from "./completion-scene.ts";

describe("completion in zsh", () => {
  let scene: CompletionScene;
  let folder = "";
  before(needsProgram("zsh"));
  before(needsProgram("tmux"));
  before(buildOnce);
  before(async () => {
    scene = await completionScene();
    folder = join(scene.home.project, "../zsh");
    mkdirSync(folder);
    // The folders of a machine may belong to somebody else than the user of the tests; zsh would ask about it.
    const line = await scene.print("autocomplete", "zsh");
    writeFileSync(join(folder, ".zshrc"), `PROMPT='> '\nunsetopt BEEP\nZSH_DISABLE_COMPFIX=true\n${line}`);
  });
  after(() => {
    scene[Symbol.dispose]();
  });

  async function shell(): Promise<Terminal> {
    const terminal = openTerminal(["zsh", "-i"], { env: { ...scene.env, ZDOTDIR: folder }, cwd: scene.home.project });
    await terminal.shows(">");
    return terminal;
  }

  it("completes commands, flags and values at Tab", async () => {
    using terminal = await shell();
    const completes = async (typed: string, shown: string): Promise<void> => {
      terminal.press("C-u", typed, "Tab");
      await terminal.shows(shown);
    };
    await completes("ainative-code conf", "> ainative-code config");
    await completes("ainative-code config vali", "> ainative-code config validate");
    await completes("ainative-code chat --output-f", "> ainative-code chat --output-format");
    await completes("ainative-code config get chat.maxT", "> ainative-code config get chat.maxTurns");
    await completes("ainative-code chat -m ollama/llama3:7", "> ainative-code chat -m ollama/llama3:70b");
    await completes("ainative-code chat --permission-mode=pl", "> ainative-code chat --permission-mode=plan");
    await completes("ainative-code config set log.level tr", "> ainative-code config set log.level trace");
    await completes("ainative-code config validate no", "> ainative-code config validate notes.txt");
  });

  it("lists several choices, and sessions with their titles", async () => {
    using terminal = await shell();
    terminal.press("ainative-code chat --resume ", "Tab");
    await terminal.shows(`--resume ${scene.sessionId}`);
    terminal.press("C-u", "ainative-code chat -m o", "Tab", "Tab");
    const screen = await terminal.shows("ollama/llama3:8b");
    expect(screen).to.contain("openai/gpt-5");
    expect(sessionTitle).to.contain("$(date)");
  });
});
