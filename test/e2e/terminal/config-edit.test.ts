import { tempHome, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { needsProgram } from "../../needs-program.ts";
import { openTerminal, program, type Terminal } from "./terminal.ts";

describe("config edit, on a real terminal", () => {
  let home: TempHome;
  let file = "";
  before(needsProgram("tmux"));
  before(buildOnce);
  beforeEach(() => {
    home = tempHome();
    file = join(home.config, "config.yaml");
  });
  afterEach(() => {
    home.dispose();
  });

  /** An editor that makes a mistake the first time and puts it right the second time, when Enter is pressed in it. */
  function edit(): Terminal {
    const editor = join(home.project, "my editor.mjs");
    writeFileSync(
      editor,
      `import { readFileSync, writeFileSync } from "node:fs";
       const again = readFileSync(process.argv[2], "utf8").startsWith("modle");
       console.log("editing, terminal: " + process.stdin.isTTY);
       process.stdin.once("data", () => {
         writeFileSync(process.argv[2], again ? "model: a/b\\n" : "modle: a/b\\n");
         process.exit();
       });`,
    );
    const env = { ...home.env, EDITOR: `'${process.execPath}' '${editor}'` };
    return openTerminal([...program, "config", "edit"], { env, cwd: home.project });
  }

  it("gives the terminal to the editor, and offers to edit again after a mistake", async () => {
    using terminal = edit();
    await terminal.shows("editing, terminal: true");
    terminal.press("Enter");
    const screen = await terminal.shows("Edit again?");
    expect(screen.replaceAll(/\s+/g, " ")).to.contain('unknown key "modle". Did you mean "model"?');
    expect(existsSync(file)).to.equal(false);
    terminal.press("y", "Enter");
    await terminal.shows("Edit again? Otherwise the file stays as it was. Yes");
    terminal.press("Enter");
    expect(await terminal.shows("exit ")).to.contain("exit 0");
    expect(readFileSync(file, "utf8")).to.equal("model: a/b\n");
    expect(readdirSync(home.config).toSorted()).to.deep.equal(["config.schema.json", "config.yaml"]);
  });

  it("keeps what was written beside the file when the person says no", async () => {
    using terminal = edit();
    await terminal.shows("editing");
    terminal.press("Enter");
    await terminal.shows("Edit again?");
    terminal.press("Enter");
    expect(await terminal.shows("exit ")).to.contain("exit 42").and.to.contain("config.rejected.yaml");
    expect(existsSync(file)).to.equal(false);
    expect(readFileSync(join(home.config, "config.rejected.yaml"), "utf8")).to.equal("modle: a/b\n");
  });
});
