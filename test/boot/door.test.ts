import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempHome } from "@ainative-code/test-kit";
import { builtCli, buildOnce, root } from "./built-cli.ts";

const source = readFileSync(join(root, "bin/run.js"), "utf8");

/** Runs bin/run.js as if Node had this version, with a boot that says it was reached. */
function runOn(version: string): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  using home = tempHome();
  mkdirSync(join(home.root, "cli/dist/boot"), { recursive: true });
  cpSync(join(root, "bin"), join(home.root, "cli/bin"), { recursive: true });
  writeFileSync(join(home.root, "cli/dist/boot/main.js"), 'exports.main = () => console.log("reached");');
  const pretend = `Object.defineProperty(process.versions, "node", { value: "${version}" });
    Object.defineProperty(process, "version", { value: "v${version}" });`;
  writeFileSync(join(home.root, "pretend.cjs"), pretend);
  const argv = ["--require", join(home.root, "pretend.cjs"), join(home.root, "cli/bin/run.js")];
  return spawnSync(process.execPath, argv, { encoding: "utf8", env: home.env });
}

describe("bin/run.js", () => {
  for (const version of ["22.22.2", "22.23.0", "24.15.0", "24.21.0", "26.0.0", "27.1.0"]) {
    it(`goes on with Node ${version}`, () => {
      expect(runOn(version)).to.include({ status: 0, stdout: "reached\n", stderr: "" });
    });
  }

  for (const version of ["12.0.0", "20.20.2", "22.22.1", "23.11.0", "24.14.9", "25.2.0"]) {
    it(`says in one line what to do with Node ${version}`, () => {
      const { status, stdout, stderr } = runOn(version);
      expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "" });
      expect(stderr).to.match(/^ainative-code needs Node .*, and this is v[\d.]+: install one from https:\/\/nodejs\.org\n$/).and.include(version);
    });
  }

  it("knows the versions that package.json names", () => {
    const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { engines: { node: string } };
    expect(engines.node).to.equal("^22.22.2 || ^24.15.0 || >=26");
  });

  it("uses nothing that an old Node can't parse", () => {
    expect(source).to.not.match(/\?\?|\?\.|^\s*import .* from|\bawait\b|#[a-z]/m);
  });

  it("says what to do where nothing is built", () => {
    using home = tempHome();
    cpSync(join(root, "bin"), join(home.root, "bin"), { recursive: true });
    const { status, stderr } = spawnSync(process.execPath, [join(home.root, "bin/run.js")], { encoding: "utf8", env: home.env });
    expect({ status, stderr }).to.deep.equal({ status: 1, stderr: "ainative-code is not built: run npm run build\n" });
  });

  describe("with a reader that has seen enough", () => {
    before(buildOnce);

    for (const argv of ["--help", "--version", "plugins --help", "config path"]) {
      it(`ends quietly: ${argv}`, () => {
        using cli = builtCli();
        const line = `{ ${process.execPath} ${join(root, "bin/run.js")} ${argv}; echo "exit $?" >&2; } | true`;
        const { stderr } = spawnSync("bash", ["-c", line], { encoding: "utf8", env: cli.home.env, cwd: cli.home.project });
        expect(stderr).to.equal("exit 0\n");
      });
    }
  });
});
