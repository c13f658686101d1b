import { expect } from "chai";
import { setupGroups } from "../../../src/core/setup/setup-group.ts";

const marked = (order: number): object => ({ type: "string", "x-setup": { title: `Question ${order}`, order } });

describe("setupGroups", () => {
  it("gives the marked settings of each plugin in the order they ask for", () => {
    const properties = { second: marked(2), silent: { type: "string" }, first: marked(1), group: { type: "object", properties: { deep: marked(3) } } };
    const early = { "x-setup": { title: "The early one", order: 1, test: "./dist/try.js" }, properties };
    const groups = setupGroups({
      late: { plugin: "late", schema: { title: "Late", properties: { a: { type: "string", title: "A", "x-setup": {} } } } },
      early: { plugin: "@x/early", schema: early },
      none: { plugin: "none", schema: { properties: { a: { type: "string" } } } },
    });
    expect(groups.map(({ plugin, title, test }) => ({ plugin, title, test }))).to.deep.equal([
      { plugin: "@x/early", title: "The early one", test: "./dist/try.js" },
      { plugin: "late", title: "Late", test: undefined },
    ]);
    expect(groups.map(({ questions }) => questions.map(({ key, title }) => [key.name, title]))).to.deep.equal([
      [["plugins.early.first", "Question 1"], ["plugins.early.second", "Question 2"], ["plugins.early.group.deep", "Question 3"]],
      [["plugins.late.a", "A"]],
    ]);
  });

  it("takes no test from outside of the package, and no mark that is none", () => {
    const schemaWith = (test: unknown): object => ({ "x-setup": { test }, properties: { a: marked(1), b: { "x-setup": true } } });
    for (const test of ["../other.js", "/etc/passwd", "./a/../../b.js", "node:fs", 3]) {
      const [group] = setupGroups({ p: { plugin: "p", schema: { ...schemaWith(test) } } });
      expect(group?.test, String(test)).to.equal(undefined);
      expect(group?.questions).to.have.lengthOf(1);
    }
  });
});
