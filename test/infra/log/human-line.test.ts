import { expect } from "chai";
import { humanLine, parseLine } from "../../../src/infra/log/human-line.ts";

describe("a line of the log for people", () => {
  it("tells when, how important, who, what and the rest", () => {
    const time = new Date(2026, 0, 2, 3, 4, 5, 6).toISOString();
    const given = { name: "ainative-code", pid: 1, hostname: "h", v: 0, plugin: "@acme/p", session: "s", ms: 12, url: "https://a/b", error: { message: "No way.", stack: "…" } };
    expect(humanLine({ level: 40, time, msg: "went wrong", ...given })).to.equal(
      '03:04:05.006 WARN  [@acme/p] went wrong ms=12 url=https://a/b error="No way."',
    );
  });

  it("is made of nothing but lines of a log", () => {
    for (const text of ["", "not json", "3", "null", '{"a":1}']) expect(parseLine(text), text).to.equal(undefined);
    expect(parseLine('{"level":30,"time":"t","msg":"m"}')).to.deep.equal({ level: 30, time: "t", msg: "m" });
  });
});
