import { expect } from "chai";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { copyWithout } from "./copy-without.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));

describe("a bundled plugin can be taken out", function () {
  this.timeout(90_000);
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "removal-"));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  // A build takes seconds: what the rest can't do without is found in company as well.
  for (const plugins of inGroups(bundledPlugins(), 3)) {
    it(`without ${plugins.join(", ")} the rest is built and starts`, async () => {
      copyWithout(plugins, root, folder);
      await run(process.execPath, ["scripts/build.ts"], { cwd: folder });
      const { stdout } = await cli("providers", "list", "--json");
      expect(JSON.parse(stdout)).to.be.an("array");
      for (const plugin of plugins) expect(stdout).not.to.include(plugin);
      expect((await cli("help")).stdout).to.include("USAGE");
    });
  }

  function cli(...args: string[]): Promise<{ stdout: string; stderr: string }> {
    return run(process.execPath, ["bin/run.js", ...args], { cwd: folder });
  }
});

function inGroups(names: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(names.length / size) }, (_, index) => names.slice(index * size, (index + 1) * size));
}

function bundledPlugins(): string[] {
  const json = readFileSync(join(root, "package.json"), "utf8");
  return [...new Set(json.match(/@ainative-code\/plugin-[\w-]+/g))];
}
