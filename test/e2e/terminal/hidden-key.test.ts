import { tempHome, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { needsProgram } from "../../needs-program.ts";
import { openTerminal, program } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

describe("the question for a key, on a real terminal", () => {
  let home: TempHome;
  let file = "";
  before(needsProgram("tmux"));
  before(buildOnce);
  beforeEach(() => {
    home = tempHome();
    file = join(home.data, "secrets/openai.apiKey");
  });
  afterEach(() => home.dispose());

  function setKey(...args: readonly string[]): Terminal {
    return openTerminal([...program, "auth", "key", "set", "openai", ...args], { env: { ...home.env }, cwd: home.project });
  }

  it("does not show what is typed", async () => {
    using terminal = setKey("--file");
    await terminal.shows("The apiKey of openai:");
    terminal.press("sk-typed-key");
    const screen = await terminal.shows("************");
    expect(screen).to.not.include("sk-typed");
    terminal.press("Enter");
    expect(await terminal.shows("exit ")).to.include("is kept").and.include("exit 0").and.not.include("sk-typed");
    expect(readFileSync(file, "utf8")).to.equal("sk-typed-key\n");
  });

  it("asks before it keeps a key in a file because no keychain works, and Enter means no", async () => {
    using terminal = setKey();
    expect((await terminal.shows("(y/N)")).replaceAll(/\s+/g, " ")).to.include("this session has no D-Bus. Keep the key in a file that only you can read");
    terminal.press("Enter");
    expect(await terminal.shows("exit ")).to.include("The key was not kept.").and.include("exit 40");
    expect(existsSync(file)).to.equal(false);
  });

  it("keeps it there when the person agrees", async () => {
    using terminal = setKey();
    await terminal.shows("(y/N)");
    terminal.press("y", "Enter");
    await terminal.shows("The apiKey of openai:");
    terminal.press("sk-agreed", "Enter");
    expect(await terminal.shows("exit ")).to.include("exit 0");
    expect(readFileSync(file, "utf8")).to.equal("sk-agreed\n");
  });

  it("changes nothing when the person leaves by Ctrl+C", async () => {
    using terminal = setKey("--file");
    await terminal.shows("The apiKey of openai:");
    terminal.press("sk-half", "C-c");
    expect(await terminal.shows("exit ")).to.include("Nothing was changed.").and.include("exit 130");
    expect([existsSync(file), existsSync(join(home.config, "config.yaml"))]).to.deep.equal([false, false]);
  });
});
