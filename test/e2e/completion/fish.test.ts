import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { needsProgram } from "../../needs-program.ts";
import { completionScene, sessionTitle, type CompletionScene } from "./completion-scene.ts";

describe("completion in fish", () => {
  let scene: CompletionScene;
  before(needsProgram("fish"));
  before(buildOnce);
  before(async () => {
    scene = await completionScene();
    const folder = join(scene.env["XDG_CONFIG_HOME"] ?? join(scene.home.home, ".config"), "fish/completions");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "ainative-code.fish"), await scene.print("autocomplete", "fish"));
  });
  after(() => {
    scene[Symbol.dispose]();
  });

  /** What fish itself would offer for a line. */
  function offers(line: string): string[] {
    const out = execFileSync("fish", ["-c", "complete -C $argv[1]", line], { encoding: "utf8", env: scene.env, cwd: scene.home.project });
    return out.split("\n").filter((choice) => choice !== "");
  }

  const values = (line: string): string[] => offers(line).map((choice) => choice.split("\t")[0] ?? "");

  it("knows commands, topics and flags, with what they do", () => {
    expect(values("ainative-code con")).to.deep.equal(["config"]);
    expect(offers("ainative-code config val")[0]).to.match(/^validate\tCheck the configuration/);
    expect(offers("ainative-code chat --mod")).to.deep.equal(["--model\tThe model, as PROVIDER/MODEL."]);
  });

  it("knows models, sessions with their titles, providers, keys of the config and their values", () => {
    expect(values("ainative-code chat -m ol")).to.have.members(["ollama/llama3:8b", "ollama/llama3:70b"]);
    expect(offers("ainative-code chat --resume ")).to.deep.equal([`${scene.sessionId}\t${sessionTitle}`]);
    expect(values("ainative-code providers list ")).not.to.include("openai");
    expect(values("ainative-code models list op")).to.deep.equal(["openai"]);
    expect(values("ainative-code config get chat.maxT")).to.deep.equal(["chat.maxTurns"]);
    expect(values("ainative-code config set permissions.mode pl")).to.deep.equal(["plan"]);
    expect(values("ainative-code chat --permission-mode=pl")).to.deep.equal(["--permission-mode=plan"]);
  });

  it("offers files where it knows nothing, and runs nothing of what is typed", () => {
    expect(values("ainative-code config validate no")).to.deep.equal(["notes.txt"]);
    expect(offers("ainative-code chat '(touch made)' ")).to.deep.equal(["notes.txt"]);
  });
});
