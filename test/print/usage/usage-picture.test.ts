import { expect } from "chai";
import type { UsageFigures, UsageLine, UsageReport } from "../../../src/app/usage-report.ts";
import { cellsOf } from "../../../src/print/line/input/cells.ts";
import { bar } from "../../../src/print/usage/bar.ts";
import { usageCsv } from "../../../src/print/usage/usage-csv.ts";
import { usagePicture } from "../../../src/print/usage/usage-picture.ts";

const figures: UsageFigures = {
  requests: 2, unknown: 0, input: 12_000, cacheRead: 0, cacheWrite: 0, output: 300, thinking: 0,
  usd: 1, reportedUsd: 0, estimatedUsd: 1, guessedUsd: 0, savedUsd: 0,
};
const line = (key: string, changes: Partial<UsageLine> = {}): UsageLine => ({ ...figures, key, title: null, ...changes });
const report = (by: UsageReport["by"], groups: readonly UsageLine[], total: Partial<UsageFigures> = {}): UsageReport =>
  ({ by, since: "", until: "", groups, total: { ...figures, ...total } });

describe("a bar", () => {
  it("is as long as its share, to an eighth of a cell", () => {
    expect(bar(1, 4, true)).to.equal("████");
    expect(bar(0.5, 4, true)).to.equal("██");
    expect(bar(0.53125, 4, true)).to.equal("██▏");
    expect(bar(0.5, 4, false)).to.equal("##");
  });

  it("shows the smallest part of something, and nothing of nothing", () => {
    expect(bar(0.000001, 40, true)).to.equal("▏");
    expect(bar(0.000001, 40, false)).to.equal("#");
    expect(bar(0, 40, true)).to.equal("");
  });
});

describe("the picture of what was spent", () => {
  const groups = [line("2026-01-01"), line("2026-01-02", { ...figures, requests: 0, usd: 0 }), line("2026-01-03", { usd: 0.5 })];

  it("has a line for each group, in columns, and the sums below", () => {
    expect(usagePicture(report("day", groups), { columns: 80, bars: "blocks" }).split("\n")).to.deep.equal([
      "2026-01-01  █████████████████████████████████████  $1.00  2 req, 12k in, 300 out",
      "2026-01-02                                         $0.00",
      "2026-01-03  ██████████████████▌                    $0.50  2 req, 12k in, 300 out",
      "",
      "$1.00 in 2 requests ($1.00 estimated from tokens and list prices).",
      "12,000 tokens in, 300 out.",
    ]);
  });

  for (const columns of [40, 60, 79, 120, 300]) {
    it(`fits into ${columns} columns`, () => {
      const long = [line(`/home/somebody/${"folder/".repeat(12)}end`), line("宽".repeat(60), { usd: 0.1 }), line("x")];
      const rows = usagePicture(report("project", long), { columns, bars: "blocks" }).split("\n").slice(0, 3);
      for (const row of rows) expect(cellsOf(row), row).to.be.at.most(Math.max(columns, 48));
      expect(rows[0]).to.contain("/end").and.match(/^…/);
    });
  }

  it("draws nothing where it is read out", () => {
    expect(usagePicture(report("day", groups), { columns: 80, bars: "none" }).split("\n")[0]).to.equal("2026-01-01  $1.00  2 req, 12k in, 300 out");
  });

  it("is of tokens where no price is known, and says so", () => {
    const unknown = { usd: 0, estimatedUsd: 0, unknown: 2 };
    const picture = usagePicture(report("model", [line("v/m", unknown), line("v/n", { ...unknown, input: 100, output: 0 })], unknown), { columns: 70, bars: "ascii" });
    expect(picture).to.match(/^v\/m +#{20,} +unknown/).and.match(/\nv\/n +# +unknown/);
    expect(picture).to.contain("No known cost in 2 requests. The price of 2 of them is unknown.");
  });

  it("marks a sum that is not all, and tells how the rest is known", () => {
    const mixed = { requests: 4, unknown: 1, usd: 0.6, reportedUsd: 0.3, estimatedUsd: 0.2, guessedUsd: 0.1, cacheRead: 6000, savedUsd: 0.02, thinking: 100 };
    const picture = usagePicture(report("model", [line("v/m", mixed)], mixed), { columns: 70, bars: "none" });
    expect(picture.split("\n")).to.deep.equal([
      "v/m       $0.60+?  4 req, 12k in, 300 out",
      "",
      "$0.60 in 4 requests ($0.30 reported by the provider, $0.20 estimated from tokens and list prices, $0.10 guessed where no tokens were reported). The price of 1 of them is unknown.",
      "12,000 tokens in (50 % from the cache, which saved $0.02), 300 out (100 of them thinking).",
    ]);
  });

  it("is harmless for a terminal, whatever a session is called", () => {
    const picture = usagePicture(report("session", [line("0123456789", { title: "a\x1b[2Jb\nc" }), line("abcdefghij")]), { columns: 80, bars: "ascii" });
    expect(picture).to.contain("01234567  a\\u001b[2Jb c").and.contain("abcdefgh  (deleted)").and.not.contain("\x1b");
  });
});

describe("the CSV of what was spent", () => {
  it("quotes what has to be quoted, and lets no cell be a formula", () => {
    const groups = [line("s", { title: 'He said "a, b"' }), line("t", { title: "=cmd()" }), line("u")];
    expect(usageCsv(report("session", groups)).split("\r\n").map((row) => row.split(",0,1,")[0])).to.deep.equal([
      "session,title,requests,unknown,usd,reported_usd,estimated_usd,guessed_usd,saved_usd,input,cache_read,cache_write,output,thinking",
      's,"He said ""a, b""",2',
      "t,'=cmd(),2",
      "u,,2",
    ]);
  });
});
