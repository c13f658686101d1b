import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { needsProgram } from "../needs-program.ts";
import { builtCli, buildOnce, root } from "./built-cli.ts";
import { linkPlugin } from "./link-plugin.ts";

/** With it boot gives no answer of its own, and oclif renders as it does in 80 columns. */
const byOclif = { OCLIF_COLUMNS: "80", WSL_DISTRO_NAME: "none" };

describe("the fast answers of the built CLI", () => {
  before(buildOnce);

  for (const argv of [["--version"], ["-v"], ["--version", "--json"], ["--help"], ["-h"], ["help"], []]) {
    it(`are oclif's own for "${argv.join(" ")}"`, async () => {
      using cli = builtCli();
      const [fast, slow] = await Promise.all([cli.run(argv), cli.run(argv, byOclif)]);
      expect(fast).to.deep.equal(slow);
      expect(fast).to.include({ exitCode: 0, stderr: "" });
      expect(fast.stdout).to.include("ainative-code/");
    });
  }

  it("load nothing of oclif and write nothing into the home", async () => {
    using cli = builtCli();
    const coverage = join(cli.home.tmp, "coverage");
    const loaded = async (argv: readonly string[]): Promise<string> => {
      await cli.run(argv, { NODE_V8_COVERAGE: coverage, NODE_COMPILE_CACHE: "" });
      const text = readdirSync(coverage).map((name) => readFileSync(join(coverage, name), "utf8")).join("");
      rmSync(coverage, { recursive: true });
      return text;
    };
    expect(await loaded(["--help"])).to.include("dist/boot/main.js").and.not.include("oclif");
    expect(existsSync(cli.home.cache)).to.equal(false);
    expect(await loaded(["plugins"])).to.include("oclif-core/index.js");
    expect(existsSync(join(cli.home.cache, "compile-cache"))).to.equal(true);
  });

  it("are not given for help where the user has plugins or a theme", async () => {
    using cli = builtCli();
    const plain = (await cli.run(["--help"])).stdout;
    linkPlugin(cli.home);
    const withPlugin = (await cli.run(["--help"])).stdout;
    expect(withPlugin).to.include("Says what it was given.").and.not.equal(plain);
    expect((await cli.run(["help"])).stdout).to.equal(withPlugin);

    mkdirSync(cli.home.config, { recursive: true });
    writeFileSync(join(cli.home.data, "package.json"), JSON.stringify({ oclif: { schema: 1, plugins: [] } }));
    expect((await cli.run(["--help"])).stdout).to.equal(plain);

    writeFileSync(join(cli.home.config, "theme.json"), JSON.stringify({ sectionHeader: "red" }));
    expect((await cli.run(["--help"], { FORCE_COLOR: "1" })).stdout).to.include("\x1b[31m");
    expect((await cli.run(["--help"])).stdout).to.equal(plain);
  });

  describe("on a terminal", () => {
    before(needsProgram("script"));

    const onTerminal = (env: Readonly<Record<string, string>>): string => {
      using cli = builtCli();
      const command = `stty cols 80; ${process.execPath} ${join(root, "bin/run.js")} --help`;
      const options = { env: { ...cli.home.env, TERM: "xterm-256color", ...env }, encoding: "utf8" as const, cwd: cli.home.project };
      return spawnSync("script", ["-qec", command, "/dev/null"], options).stdout;
    };

    it("are oclif's own, bold headers included", () => {
      const fast = onTerminal({});
      expect(fast).to.equal(onTerminal(byOclif));
      expect(fast).to.include("\x1b[1mUSAGE\x1b[22m");
    });
  });
});
