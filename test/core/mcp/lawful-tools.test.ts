import { expect } from "chai";
import { lawfulTools } from "../../../src/core/mcp/lawful-tools.ts";
import { riskOf } from "../../../src/core/mcp/risk-of.ts";
import { checkSchema } from "../../../src/infra/schema/check-schema.ts";

const every = { tools: { allow: undefined, deny: [] } };

describe("the tools that a server offers", () => {
  it("keep their schemas where they can be used, and are open where not", () => {
    const good = { type: "object", properties: { a: { type: "string" } }, required: ["a"], $schema: "x" };
    const far = { type: "object", properties: { a: { $ref: "https://example.com/schema" } } };
    const { tools, notes } = lawfulTools([{ name: "good", inputSchema: good }, { name: "far", inputSchema: far }, { name: "none" }], every, checkSchema);
    expect(tools.map(({ name, input }) => [name, input])).to.deep.equal([
      ["far", { type: "object" }],
      ["good", { type: "object", properties: { a: { type: "string" } }, required: ["a"] }],
      ["none", { type: "object" }],
    ]);
    expect(notes).to.have.length(2);
  });

  it("are those that the settings name", () => {
    const offered = ["read", "read_all", "delete", "odd.name"].map((name) => ({ name, inputSchema: { type: "object" } }));
    const names = (tools: { readonly allow: readonly string[] | undefined; readonly deny: readonly string[] }): readonly string[] =>
      lawfulTools(offered, { tools }, checkSchema).tools.map(({ name }) => name);
    expect(names({ allow: ["read*"], deny: [] })).to.deep.equal(["read", "read_all"]);
    expect(names({ allow: undefined, deny: ["*e*"] })).to.deep.equal([]);
    expect(names({ allow: ["odd.name", "oddXname"], deny: ["read"] })).to.deep.equal(["odd.name"]);
  });

  it("are more than a thousand for nobody", () => {
    const { tools, notes } = lawfulTools(Array.from({ length: 1200 }, (_, index) => ({ name: `t${index}` })), every, checkSchema);
    expect([tools.length, notes[0]]).to.deep.equal([1000, "offers 1200 tools; only the first 1000 are taken"]);
  });

  it("are taken for reading only where their server says so twice", () => {
    const risks = [undefined, {}, { readOnlyHint: true }, { readOnlyHint: true, openWorldHint: false }, { readOnlyHint: true, openWorldHint: false, destructiveHint: true }, { destructiveHint: false }, { readOnlyHint: "yes" }];
    expect(risks.map(riskOf)).to.deep.equal(["execute", "execute", "network", "read", "execute", "write", "execute"]);
  });
});
