import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { diffOf } from "../src/diff.ts";
import { withTools } from "./with-tools.ts";

describe("diffOf", () => {
  const bench = withTools();

  it("gives patches that turn one text into the other", () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    for (let round = 0; round < 25; round++) {
      const before = Array.from({ length: 1 + random(60) }, () => `line ${random(12)}`);
      const after = before.flatMap((line) => (random(6) === 0 ? [] : random(6) === 0 ? [line, `new ${random(9)}`] : [line]));
      after.push("end");
      bench.put("a", `${before.join("\n")}\n`);
      const patch = diffOf("a", `${before.join("\n")}\n`, `${after.join("\n")}\n`);
      execFileSync("patch", ["-s", "-p1"], { cwd: bench.cwd, input: `${patch}\n` });
      expect(bench.text("a"), patch).to.equal(`${after.join("\n")}\n`);
    }
  });

  it("keeps far changes apart and joins near ones", () => {
    const before = Array.from({ length: 40 }, (_, index) => `l${index}`);
    const after = before.map((line, index) => ([3, 8, 30].includes(index) ? `${line}!` : line));
    expect(diffOf("a", before.join("\n"), after.join("\n")).match(/^@@.*@@$/gm)).to.deep.equal(["@@ -1,12 +1,12 @@", "@@ -28,7 +28,7 @@"]);
  });

  it("is empty where no line differs, and bounded for large texts", () => {
    expect(diffOf("a", "x\ny", "x\ny\n")).to.equal("");
    const lines = (mark: string): string => Array.from({ length: 20_000 }, (_, index) => `${mark}${index}`).join("\n");
    expect(diffOf("a", lines("a"), lines("b")).split("\n")).to.have.length(503);
    expect(diffOf("a", "x".repeat(100_000), "y".repeat(100_000)).length).to.be.lessThan(5000);
  });
});
