import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { decide } from "../../../../src/core/permissions/policy.ts";
import type { Policy } from "../../../../src/core/permissions/policy.ts";
import { parseRule } from "../../../../src/core/permissions/rule.ts";
import { askedLine } from "./asked-line.ts";
import { LineMaker } from "./line-maker.ts";

/** More with `FUZZ_LINES=100000`. */
const lines = Number(process.env["FUZZ_LINES"] ?? 3000);
/** Lines that are run in real bash: that is what takes the time. */
const runs = Math.max(60, Math.round(lines / 40));
const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 1_000_000);

/** Looks for a line that the policy lets through although a program runs that it should have stopped. */
describe("made-up command lines, let through by the policy and run by bash", function () {
  this.timeout(600_000);
  let folder: string;
  const marker = (): string => join(folder, "bad-ran");

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "shell-fuzz-"));
    const bin = join(folder, "bin");
    for (const made of [bin, join(folder, "cwd")]) mkdirSync(made);
    writeFileSync(join(bin, "ok"), "#!/bin/sh\nexit 0\n", { mode: 0o755 });
    writeFileSync(join(bin, "bad"), `#!/bin/sh\n: > '${join(folder, "bad-ran")}'\n`, { mode: 0o755 });
    writeFileSync(join(folder, "cwd", "bad"), `#!/bin/sh\n: > '${join(folder, "bad-ran")}'\n`, { mode: 0o755 });
    for (const program of ["bash", "sh", "timeout", "nice", "nohup", "env", "stdbuf", "xargs", "find", "cat"]) {
      const real = ["/usr/bin", "/bin"].map((place) => join(place, program)).find((path) => existsSync(path));
      if (real !== undefined) symlinkSync(real, join(bin, program));
    }
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  });

  function escaping(policy: Policy): readonly string[] {
    const maker = new LineMaker(seed);
    const found: string[] = [];
    let ran = 0;
    for (let made = 0; made < lines * 10 && ran < runs; made += 1) {
      const line = maker.line();
      if (!line.includes("bad") || decide(askedLine(line), policy).verdict !== "allow") continue;
      ran += 1;
      rmSync(marker(), { force: true });
      const options = { cwd: join(folder, "cwd"), env: { PATH: join(folder, "bin") }, timeout: 5000, input: "", killSignal: "SIGKILL" } as const;
      spawnSync("/bin/bash", ["-c", line], options);
      if (existsSync(marker())) found.push(line);
    }
    expect(ran, "lines that were run").to.be.greaterThan(10);
    return found;
  }

  it(`runs nothing that no rule allows (seed ${seed})`, () => {
    const allow = ["bash(ok *)", "bash(echo *)", "bash(printf *)", "bash(x *)", "bash(find *)"].map(parseRule);
    expect(escaping({ mode: "ask", allow, deny: [] })).to.deep.equal([]);
  });

  it(`runs nothing that a rule denies (seed ${seed})`, () => {
    expect(escaping({ mode: "ask", allow: [parseRule("bash")], deny: [parseRule("bash(bad *)")] })).to.deep.equal([]);
  });
});
