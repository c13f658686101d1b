import { expect } from "chai";
import { askedBecause } from "../../src/app/asked-because.ts";
import type { AskedQuestion } from "../../src/core/permissions/ask.ts";

const file = (shown: string, inside: boolean): AskedQuestion["accesses"][number] => ({ kind: "read", path: `/p/${shown}`, inside, shown });
const read = (...accesses: AskedQuestion["accesses"]): AskedQuestion => ({ tool: "read", risk: "read", accesses });
const part = (verdict: "allow" | "ask", about: string, decidedBy = "mode:ask"): NonNullable<AskedQuestion["parts"]>[number] => ({ verdict, about, decidedBy });

describe("why a person is asked", () => {
  it("is told of a file outside the working directory, and of one that may hold secrets", () => {
    expect(askedBecause(read(file("/etc/hosts", false)))).to.deep.equal(["Outside the working directory: /etc/hosts."]);
    expect(askedBecause(read(file(".env", true)))).to.deep.equal(["May hold secrets: .env."]);
    expect(askedBecause(read(file("src/a.ts", true)))).to.deep.equal([]);
  });

  it("names the parts of a command that nothing has allowed, where others are", () => {
    const bash: AskedQuestion = { tool: "bash", risk: "execute", accesses: [] };
    expect(askedBecause({ ...bash, parts: [part("allow", "git log"), part("ask", "rm -rf build")] })).to.deep.equal(["Not allowed yet: rm -rf build."]);
    expect(askedBecause({ ...bash, parts: [part("ask", "git log"), part("ask", "rm -rf build")] })).to.deep.equal([]);
  });

  it("names the rule, the missing fence and the hook", () => {
    const unfenced = { by: "machine", why: "bubblewrap is not installed." } as const;
    const question: AskedQuestion = { tool: "bash", risk: "execute", accesses: [], unfenced, hook: "ask", parts: [part("ask", "ls", "ask-rule:Bash(ls*)")] };
    expect(askedBecause(question)).to.deep.equal([
      "Asked about by the rule Bash(ls*).",
      "It runs without the sandbox: bubblewrap is not installed.",
      "One of your hooks wants you to be asked.",
    ]);
  });
});
