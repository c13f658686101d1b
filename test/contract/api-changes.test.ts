import { expect } from "chai";
import { apiChanges } from "./api-changes.ts";

const agreed = "# a\n\n## exports\nA: interface A {\n    readonly x: string;\n}\nB: type B = 1;\n\n## behind them\n\n";

describe("the changes of a public face", () => {
  it("are none between equal texts", () => {
    expect(apiChanges(agreed, agreed)).to.deep.equal([]);
  });

  it("name what was added, removed and changed, with both declarations", () => {
    const current = agreed.replace("x: string", "x: number").replace("B: type B", "C: type C");
    expect(apiChanges(agreed, current)).to.deep.equal([
      "changed A (a, exports)\n" +
        "  - A: interface A {\n  -     readonly x: string;\n  - }\n" +
        "  + A: interface A {\n  +     readonly x: number;\n  + }\n",
      "removed B (a, exports)\n  - B: type B = 1;\n",
      "added C (a, exports)\n  + C: type C = 1;\n",
    ]);
  });

  it("tell when something that was exported only stands behind now", () => {
    const current = agreed.replace("B: type B = 1;\n", "").replace("them\n", "them\nB: type B = 1;\n");
    expect(apiChanges(agreed, current)).to.have.length(2);
  });
});
