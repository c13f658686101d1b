import { expect } from "chai";
import { decide } from "../../../../src/core/permissions/policy.ts";
import { parseRule } from "../../../../src/core/permissions/rule.ts";
import { askedLine } from "./asked-line.ts";
import { decisions } from "./decisions.ts";

describe("the decision about a command line", () => {
  for (const { under, allow, deny = [], ask = [], lines } of decisions) {
    const policy = { mode: "ask", allow: allow.map(parseRule), deny: deny.map(parseRule), ask: ask.map(parseRule) } as const;
    for (const verdict of ["allow", "ask", "deny"] as const) {
      it(`is "${verdict}" for ${lines[verdict]?.length ?? 0} lines under ${under}`, () => {
        const wrong = (lines[verdict] ?? []).flatMap((line) => {
          const decided = decide(askedLine(line), policy);
          return decided.verdict === verdict ? [] : [`${line}  =>  ${decided.verdict} by ${decided.decidedBy} (${decided.about ?? ""})`];
        });
        expect(wrong).to.deep.equal([]);
      });
    }
  }

  it("is told for more than three hundred lines", () => {
    const all = decisions.flatMap(({ lines }) => Object.values(lines).flat());
    expect(all).to.have.length.greaterThan(300);
  });
});
