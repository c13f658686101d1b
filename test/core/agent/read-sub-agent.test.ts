import { expect } from "chai";
import { readSubAgent } from "../../../src/core/agent/read-sub-agent.ts";

const read = (fields: Readonly<Record<string, unknown>>, body = ""): ReturnType<typeof readSubAgent> => readSubAgent({ fileName: "file", fields, body });

describe("the file of a sub-agent", () => {
  it("needs no more than when to use it", () => {
    expect(read({ description: "Looks\n around. " })).to.deep.equal({ definition: { name: "file", description: "Looks around." }, problems: [] });
  });

  it("may say all of it, in the words of other programs too", () => {
    const { definition, problems } = read(
      { name: "reviewer", description: "Reviews.", tools: "Read, Bash(git log *, git diff), Grep", disallowedTools: ["WebFetch"], model: "openai/gpt-5", permissionMode: "acceptEdits", maxTurns: 7 },
      "\nYou review.\n",
    );
    expect(problems).to.deep.equal([]);
    expect(definition).to.deep.equal({
      name: "reviewer",
      description: "Reviews.",
      prompt: "You review.",
      tools: ["Read", "Bash", "Grep"],
      withoutTools: ["WebFetch"],
      model: "openai/gpt-5",
      mode: "accept-edits",
      maxTurns: 7,
    });
    expect(read({ description: "x", model: "inherit", tools: null }).definition).to.deep.equal({ name: "file", description: "x" });
  });

  it("without a usable name or description is left out, and says why", () => {
    for (const [fields, why] of [[{ name: "a b", description: "x" }, "names the sub-agent"], [{ name: 3, description: "x" }, "names"], [{}, "needs a description"], [{ description: " " }, "needs a description"]] as const) {
      const { definition, problems } = read(fields);
      expect([definition, problems.length, problems[0]?.includes(why)]).to.deep.equal([undefined, 1, true]);
    }
  });

  it("that says what can't be understood gives less, never more", () => {
    const { definition, problems } = read({ description: "x", tools: { read: true }, disallowedTools: 5, model: "sonnet", permissionMode: "anything", maxTurns: -1 });
    expect(definition).to.deep.equal({ name: "file", description: "x", tools: [], withoutTools: ["*"], mode: "plan" });
    expect(problems).to.have.length(5);
  });
});
