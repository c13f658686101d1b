import { expect } from "chai";
import { decide } from "../../../src/core/permissions/policy.ts";
import type { Policy } from "../../../src/core/permissions/policy.ts";
import type { PermissionQuestion } from "../../../src/core/permissions/question.ts";
import { parseRule } from "../../../src/core/permissions/rule.ts";
import { resolveLine } from "../../../src/core/permissions/resolve-line.ts";
import { sessionRules } from "../../../src/core/permissions/session-rule.ts";
import { parseShell } from "../../../src/infra/shell/parse-shell.ts";

async function question(command: string, by: "call" | "machine" | undefined): Promise<PermissionQuestion> {
  const line = await resolveLine(command, parseShell, async (path) => ({ path: `/p/${path}`, inside: true, shown: path }));
  return { tool: "bash", risk: "execute", accesses: [{ kind: "execute", command, line }], ...(by === undefined ? {} : { unfenced: { by, why: "It must." } }) };
}

function policy(allow: readonly string[], more: Partial<Policy> = {}): Policy {
  return { mode: "ask", allow: allow.map(parseRule), deny: [], ...more };
}

describe("leaving the fence", () => {
  it("needs a rule of its own besides that for the command", async () => {
    const asked = await question("npm install", "call");
    const verdict = (...allow: readonly string[]): string => decide(asked, policy(allow)).verdict;
    expect([verdict("bash"), verdict("bash(npm *)"), verdict("unfenced"), verdict("bash", "unfenced(yarn *)")]).to.deep.equal(["ask", "ask", "ask", "ask"]);
    expect([verdict("bash", "unfenced"), verdict("bash(npm *)", "unfenced(npm install*)")]).to.deep.equal(["allow", "allow"]);
    expect(decide(asked, policy(["bash", "unfenced"], { given: [parseRule("bash")] })).decidedBy).to.include("allow-rule:unfenced");
  });

  it("is judged for each command of a line", async () => {
    const asked = await question("npm install && curl example.com > page", "call");
    expect(decide(asked, policy(["bash", "edit", "unfenced(npm *)"])).verdict).to.equal("ask");
    expect(decide(asked, policy(["bash", "edit", "unfenced(npm *)", "unfenced(curl *)"])).verdict).to.equal("allow");
  });

  it("can be denied, and is denied in plan mode, whatever else holds", async () => {
    const asked = await question("npm install", "call");
    expect(decide(asked, policy(["bash", "unfenced"], { deny: [parseRule("unfenced")], mode: "bypass" })).decidedBy).to.equal("deny-rule:unfenced");
    expect(decide(asked, policy(["bash", "unfenced"], { mode: "plan" })).verdict).to.equal("deny");
    expect(decide(asked, policy([], { mode: "bypass" })).verdict).to.equal("allow");
  });

  it("is asked about where the machine has no fence, but for rules that were given for this run", async () => {
    const asked = await question("npm test", "machine");
    const bash = [parseRule("bash(npm *)")];
    expect(decide(asked, policy(["bash"])).verdict).to.equal("ask");
    expect(decide(asked, policy(["bash(npm *)"], { given: bash })).verdict).to.equal("allow");
    expect(decide(await question("npm test", "call"), policy(["bash(npm *)"], { given: bash })).verdict).to.equal("ask");
    expect(decide(await question("npm test", undefined), policy(["bash"])).verdict).to.equal("allow");
  });

  it("is granted for later by the same answer as the command", async () => {
    const asked = await question("npm install", "call");
    const rules = sessionRules(asked);
    expect(rules.map(({ text }) => text)).to.deep.equal(["bash(=npm install)", "unfenced(=npm install)"]);
    expect(decide(asked, policy([], { allow: rules })).verdict).to.equal("allow");
    expect(decide(await question("npm install x", "call"), policy([], { allow: rules })).verdict).to.equal("ask");
  });
});
