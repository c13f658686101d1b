import { expect } from "chai";
import { ToolRegistry } from "../../../src/core/tools/tool-registry.ts";
import { contributionSet } from "../../../src/core/plugins/late-contributions.ts";
import { inMemoryHost } from "@ainative-code/test-kit";
import type { Contribution } from "../../../src/core/plugins/contributions.ts";
import type { Tool } from "@ainative-code/sdk";
import { scene } from "../bad-days/scene.ts";
import type { Scene } from "../bad-days/scene.ts";
import { put } from "./context-scene.ts";

function head(s: Scene, index: number): string {
  const body = s.server.requests[index]?.body ?? {};
  const messages: unknown = body["messages"];
  const system = (Array.isArray(messages) ? messages : []).filter((message: object) => Reflect.get(message, "role") !== "user" && Reflect.get(message, "role") !== "assistant");
  return JSON.stringify([body["tools"], system]);
}

describe("the head of the requests", () => {
  it("is the same, byte by byte, in two runs, and does not change with what was said", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    put(s, "AGENTS.md", "A rule. @more.md");
    put(s, "more.md", "Another rule.");
    put(s, ".agents/skills/b/SKILL.md", "---\nname: b\ndescription: B\n---\nB\n");
    put(s, ".agents/skills/a/SKILL.md", "---\nname: a\ndescription: A\n---\nA\n");
    await s.chat();
    await s.chat(["--continue"]);
    await s.chat();
    const heads = [0, 1, 2].map((index) => head(s, index));
    expect(heads[0]).to.include("A rule.").and.include("bash");
    expect(new Set(heads).size).to.equal(1);
  });

  it("has the tools by name, whatever order plugins are loaded in", async () => {
    const made = ["zeta", "alpha", "mid"].map((name, index): { contribution: Contribution; value: Tool } => ({
      contribution: { kind: "tool", id: name, plugin: `plugin-${index}`, module: undefined, secrets: [] },
      value: { name, description: name, risk: "read", input: { type: "object" }, run: () => Promise.resolve({ content: "" }) },
    }));
    const told = async (order: typeof made): Promise<string> =>
      JSON.stringify(await new ToolRegistry(contributionSet([], order, () => Promise.reject(new Error("not here")), []), () => inMemoryHost()).declarations(() => undefined));
    const orders = [made, made.toReversed(), [...made.slice(1), ...made.slice(0, 1)]];
    const all = await Promise.all(orders.map(told));
    expect(new Set(all).size).to.equal(1);
    expect(all[0]).to.match(/alpha.*mid.*zeta/);
  });
});
