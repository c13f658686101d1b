import { tempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { lateBuiltins } from "../../scripts/build/late-builtins.ts";
import { buildOnce, builtCli } from "../boot/built-cli.ts";

/** Runs this source as it is bundled, and gives what it prints. */
async function bundled(source: string): Promise<string> {
  using home = tempHome();
  const [entry, outfile] = [join(home.project, "a.ts"), join(home.project, "a.mjs")];
  writeFileSync(entry, source);
  await build({ entryPoints: [entry], bundle: true, format: "esm", platform: "node", outfile, plugins: [lateBuiltins], logLevel: "silent" });
  return execFileSync(process.execPath, [outfile], { encoding: "utf8" });
}

describe("parts of Node that are loaded late", () => {
  it("come when a function of theirs is called, and do what they do", async () => {
    const told = await bundled(`
      import { createHash } from "node:crypto";
      const before = process.moduleLoadList.includes("NativeModule crypto");
      console.log(before, createHash("sha256").update("a").digest("hex").slice(0, 8), process.moduleLoadList.includes("NativeModule crypto"));`);
    expect(told).to.equal("false ca978112 true\n");
  });

  it("keep the way some have to be promisified", async () => {
    const told = await bundled(`
      import { execFile } from "node:child_process";
      import { promisify } from "node:util";
      const { stdout, stderr } = await promisify(execFile)(process.execPath, ["-p", "1 + 1"]);
      console.log(stdout.trim(), stderr === "");`);
    expect(told).to.equal("2 true\n");
  });

  describe("at the start of a command", () => {
    before(buildOnce);

    it("do not come", async () => {
      using cli = builtCli();
      const loaded = 'process.on("exit", () => process._rawDebug(process.moduleLoadList.join()))';
      const { stderr } = await cli.run(["demo", "--help"], { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(loaded)}` });
      expect(stderr.split(",")).to.include("NativeModule fs");
      expect(stderr.split(",")).to.not.include("NativeModule child_process").and.not.include("NativeModule crypto");
    });
  });
});
