import { expect } from "chai";
import { lineDiff } from "../../../src/core/checkpoints/line-diff.ts";

/** Lines that both have in order, by the plain table. */
function common(a: readonly string[], b: readonly string[]): number {
  let last = Array.from({ length: b.length + 1 }, () => 0);
  for (const line of a) {
    const row = [0];
    for (let j = 1; j <= b.length; j++) row.push(line === b[j - 1] ? (last[j - 1] ?? 0) + 1 : Math.max(last[j] ?? 0, row[j - 1] ?? 0));
    last = row;
  }
  return last[b.length] ?? 0;
}

describe("the difference of two texts, line by line", () => {
  it("shows a change with the lines around it", () => {
    expect(lineDiff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n")).to.deep.equal({
      added: 2,
      removed: 1,
      lines: ["@@ -2,8 +2,9 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8", " 9", "+10"],
    });
  });

  it("tells where each piece stands and how long it is, as diff does", () => {
    const headers = (a: string, b: string): readonly string[] => lineDiff(a, b).lines.filter((line) => line.startsWith("@@"));
    expect([headers("", "x\n"), headers("x\n", ""), headers("x\n", "y\n"), headers("a\nb\n", "a\n")].flat()).to.deep.equal(["@@ -0,0 +1 @@", "@@ -1 +0,0 @@", "@@ -1 +1 @@", "@@ -1,2 +1 @@"]);
    const text = Array.from({ length: 40 }, (_, index) => `${index}\n`);
    expect(headers(text.join(""), text.with(2, "").with(30, "x\ny\n").join(""))).to.deep.equal(["@@ -1,6 +1,5 @@", "@@ -28,7 +27,8 @@"]);
  });

  it("finds no more differences than there are", () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % below;
    for (let round = 0; round < 2000; round++) {
      const [a, b] = [0, 1].map(() => Array.from({ length: random(9) }, () => "abc"[random(3)] ?? ""));
      if (a === undefined || b === undefined) continue;
      const { added, removed } = lineDiff(a.join("\n"), b.join("\n"));
      expect([removed, added], `${a.join("")} ${b.join("")}`).to.deep.equal([a.length - common(a, b), b.length - common(a, b)]);
    }
  });

  it("takes texts that have nothing in common for what they are, soon", () => {
    const text = (name: string): string => Array.from({ length: 20_000 }, (_, index) => `${name} ${index}\n`).join("");
    expect(lineDiff(text("a"), text("b"))).to.include({ added: 20_000, removed: 20_000 });
  });
});
