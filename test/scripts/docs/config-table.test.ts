import { expect } from "chai";
import { readFileSync } from "node:fs";
import { configPage, configTable, withTable } from "../../../scripts/docs/config-table.ts";

describe("the table of keys in docs/configuration.md", () => {
  it("is what the schema says; if not, run: node --conditions=ainative-source scripts/docs/config-table.ts", () => {
    const page = readFileSync(configPage, "utf8");
    expect(withTable(page)).to.equal(page);
  });

  it("has a row for each key, with its default and what a project may do", () => {
    const rows = configTable().split("\n");
    expect(rows.find((row) => row.includes("`chat.maxTurns`"))).to.match(/^\| `chat\.maxTurns` \| whole number \| `100` \| yes \| .+ \|$/);
    expect(rows.find((row) => row.includes("`permissions.mode`"))).to.contain("| not `accept-edits`, `bypass` |");
    expect(rows.find((row) => row.includes("`network.proxy`"))).to.contain("| no |");
    expect(rows.every((row) => row.split(" | ").length === rows[0]?.split(" | ").length || row.startsWith("|---"))).to.equal(true);
  });

  it("does not lose the rest of the page", () => {
    expect(() => withTable("no marks")).to.throw("has lost the marks");
  });
});
