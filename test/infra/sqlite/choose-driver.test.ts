import { execFile } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { chooseDriver } from "../../../src/infra/sqlite/driver/choose-driver.ts";
import { tempFile } from "./temp-file.ts";

const root = join(import.meta.dirname, "../../..");

describe("the choice of the SQLite driver", () => {
  it("takes the one that was asked for", () => {
    expect(chooseDriver("node-sqlite").name).to.equal("node-sqlite");
  });

  it("takes what Node carries where sqlite3 is not installed, and says why", async () => {
    const { name, reason } = await choiceIn(installation({}), "auto");
    expect(name).to.equal("node-sqlite");
    expect(reason).to.match(/^sqlite3 can't be loaded: Cannot find module 'sqlite3'$/);
  });

  it("does so where its compiled part is missing", async () => {
    const broken = "throw new Error('Could not locate the bindings file. Tried:\\n -> /a/b.node\\n -> /c/d.node');";
    const { name, reason } = await choiceIn(installation({ sqlite3: broken }), "auto");
    expect([name, reason]).to.deep.equal(["node-sqlite", "sqlite3 can't be loaded: Could not locate the bindings file. Tried:"]);
  });

  it("does so where sqlite3 is something else", async () => {
    expect((await choiceIn(installation({ sqlite3: "module.exports = {};" }), "auto")).name).to.equal("node-sqlite");
  });

  it("takes sqlite3 where it loads", async () => {
    const whole = "module.exports = { Database: class {}, verbose() { throw new Error('slow'); } };";
    const choice = await choiceIn(installation({ sqlite3: whole }), "auto");
    expect(choice).to.deep.equal({ name: "sqlite3", reason: "sqlite3 is installed." });
  });

  it("fails with the cure where sqlite3 was asked for and is missing", async () => {
    const { code, actions } = await choiceIn(installation({}), "sqlite3");
    expect(code).to.equal("storage");
    expect(actions?.join()).to.include("--allow-scripts=sqlite3");
  });

  it("lets Node say nothing about its SQLite, and every other warning through", async () => {
    const folder = installation({});
    const script = `import { chooseDriver } from "./driver/choose-driver.ts";
      chooseDriver("node-sqlite"); process.emitWarning("another one", "ExperimentalWarning");`;
    const { stderr } = await runIn(folder, script);
    expect(stderr).to.include("another one").and.not.to.include("SQLite");
  });
});

interface Choice {
  readonly name?: string;
  readonly reason?: string;
  readonly code?: string;
  readonly actions?: readonly string[];
}

/** A folder with the driver's source and, for packages, the SDK and those given by name and code. */
function installation(packages: Readonly<Record<string, string>>): string {
  const folder = dirname(tempFile());
  cpSync(join(root, "src/infra/sqlite/driver"), join(folder, "driver"), { recursive: true });
  writeFileSync(join(folder, "package.json"), `{"type": "module"}`);
  mkdirSync(join(folder, "node_modules/@ainative-code"), { recursive: true });
  symlinkSync(join(root, "plugins/sdk"), join(folder, "node_modules/@ainative-code/sdk"));
  for (const [name, code] of Object.entries(packages)) {
    mkdirSync(join(folder, "node_modules", name));
    writeFileSync(join(folder, "node_modules", name, "index.js"), code);
  }
  return folder;
}

async function choiceIn(folder: string, wanted: string): Promise<Choice> {
  const { stdout } = await runIn(folder, `import { chooseDriver } from "./driver/choose-driver.ts";
    const choose = () => {
      try {
        const { name, reason } = chooseDriver("${wanted}");
        return { name, reason };
      } catch (error) {
        return error;
      }
    };
    process.stdout.write(JSON.stringify(choose()));`);
  return JSON.parse(stdout) as Choice;
}

function runIn(cwd: string, script: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const options = ["--conditions=ainative-source", "--input-type=module", "--eval", script];
  return promisify(execFile)(process.execPath, options, { cwd });
}
