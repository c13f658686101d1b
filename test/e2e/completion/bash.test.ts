import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { needsProgram } from "../../needs-program.ts";
import { openTerminal } from "../terminal/terminal.ts";
import { completionScene, type CompletionScene } from "./completion-scene.ts";

describe("completion in bash", () => {
  let scene: CompletionScene;
  let rc = "";
  before(needsProgram("bash"));
  before(buildOnce);
  before(async () => {
    scene = await completionScene();
    rc = join(scene.home.project, "../bashrc");
    appendFileSync(rc, `PS1='> '\nbind 'set bell-style none'\n${await scene.print("autocomplete", "bash")}`);
  });
  after(() => {
    scene[Symbol.dispose]();
  });

  /** The replies that bash gets for a line, its words parted as bash does it. */
  function replies(line: string): string[] {
    const script = `
      . '${rc}' 2>/dev/null
      COMP_LINE=$1; COMP_POINT=\${#1}
      spaced=$(printf '%s' "$1" | sed 's/[:=]/ & /g')
      read -ra COMP_WORDS <<<"$spaced"
      case "$1" in *' ') COMP_WORDS+=("");; esac
      COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
      _ainative_code_complete
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    const out = execFileSync("bash", ["--norc", "-c", script, "bash", line], { encoding: "utf8", env: scene.env, cwd: scene.home.project });
    // oclif's lists name a topic once for each of its commands; readline shows it once.
    return [...new Set(out.split("\n").filter((reply) => reply !== ""))];
  }

  it("knows commands, topics and flags, also after other flags", () => {
    expect(replies("ainative-code con")).to.deep.equal(["config"]);
    expect(replies("ainative-code config v")).to.deep.equal(["validate"]);
    expect(replies("ainative-code chat --mo")).to.deep.equal(["--model"]);
    expect(replies("ainative-code chat --quiet --mo")).to.deep.equal(["--model"]);
  });

  it("knows models, sessions, providers, keys of the config and their values", () => {
    expect(replies("ainative-code chat -m ")).to.include.members(["ollama/llama3:8b", "openai/gpt-5", "anthropic/"]);
    expect(replies("ainative-code chat --resume ")).to.deep.equal([scene.sessionId]);
    expect(replies("ainative-code session show ")).to.deep.equal([scene.sessionId]);
    expect(replies("ainative-code models list op")).to.deep.equal(["openai"]);
    expect(replies("ainative-code config get chat.maxT")).to.deep.equal(["chat.maxTurns"]);
    expect(replies("ainative-code config set log.level tr")).to.deep.equal(["trace"]);
    expect(replies("ainative-code chat --output-format s")).to.deep.equal(["stream-json"]);
  });

  it("gives what follows a colon or an equals sign, where bash parts the word", () => {
    expect(replies("ainative-code chat -m ollama/llama3:7")).to.deep.equal(["70b"]);
    expect(replies("ainative-code chat --permission-mode=pl")).to.deep.equal(["plan"]);
    expect(replies("ainative-code chat --set log.level=de")).to.deep.equal(["debug"]);
  });

  it("gives nothing where it knows nothing, and runs nothing of what is typed", () => {
    expect(replies("ainative-code chat '$(touch made)' ")).to.deep.equal([]);
    expect(replies("ainative-code nonsense ")).to.deep.equal([]);
    expect(execFileSync("ls", [scene.home.project], { encoding: "utf8" })).to.equal("notes.txt\n");
  });

  describe("at a prompt", () => {
    before(needsProgram("tmux"));

    it("completes at Tab, and offers files where it knows nothing", async () => {
      using terminal = openTerminal(["bash", "--rcfile", rc, "-i"], { env: scene.env, cwd: scene.home.project });
      await terminal.shows(">");
      terminal.press("ainative-code config get chat.maxT", "Tab");
      await terminal.shows("config get chat.maxTurns");
      terminal.press("C-u", "ainative-code chat -m ollama/llama3:7", "Tab");
      await terminal.shows("chat -m ollama/llama3:70b");
      terminal.press("C-u", "ainative-code chat --permission-mode=pl", "Tab");
      await terminal.shows("--permission-mode=plan");
      terminal.press("C-u", "ainative-code config validate no", "Tab");
      await terminal.shows("config validate notes.txt");
    });
  });
});
