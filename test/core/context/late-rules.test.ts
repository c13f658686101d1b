import type { Message, Part } from "@ainative-code/sdk";
import { expect } from "chai";
import { isLateRules, LateRules } from "../../../src/core/context/late-rules.ts";

const rules = [{ path: "/p/src/AGENTS.md", text: "Be brief.\n" }];
const said = (parts: readonly Part[]): Message => ({ id: "1", role: "user", createdAt: "", parts });
const touched = async (late: LateRules): Promise<readonly Part[]> => {
  await late.touch("/p/src/a.ts");
  return late.take();
};

describe("rules for a part of a project", () => {
  it("are told once, when something there is touched", async () => {
    const late = new LateRules(() => Promise.resolve(rules), [], []);
    const [part, ...others] = await touched(late);
    expect(others).to.deep.equal([]);
    expect(part !== undefined && isLateRules(part) && part.text).to.match(/^Rules of this project, from \/p\/src\/AGENTS\.md[^]*\n\nBe brief\.$/);
    expect(await touched(late)).to.deep.equal([]);
  });

  it("are not told where the model has them from the start, or from what was said before", async () => {
    expect(await touched(new LateRules(() => Promise.resolve(rules), ["/p/src/AGENTS.md"], []))).to.deep.equal([]);
    const told = await touched(new LateRules(() => Promise.resolve(rules), [], []));
    expect(await touched(new LateRules(() => Promise.resolve(rules), [], [said(told)]))).to.deep.equal([]);
  });

  it("are told anew where what told them was taken back, and not where it came back", async () => {
    const late = new LateRules(() => Promise.resolve(rules), [], []);
    const told = await touched(late);
    late.goOn([]);
    expect(await touched(late)).to.deep.equal(told);
    late.goOn([said(told)]);
    expect(await touched(late)).to.deep.equal([]);
  });
});
