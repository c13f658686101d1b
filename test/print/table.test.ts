import { expect } from "chai";
import { tableOf } from "../../src/print/table.ts";

describe("a table", () => {
  it("has columns as wide as their widest cell, and no blanks at the end of a line", () => {
    expect(tableOf(["ID", "NAME", "WHY"], [["1", "a long name", ""], ["22", "b", "so"]])).to.equal(
      ["ID  NAME         WHY", "1   a long name", "22  b            so"].join("\n"),
    );
  });

  it("keeps a row on one line", () => {
    expect(tableOf(["ID"], [["a\nb\r\nc"]])).to.equal(["ID", String.raw`a\nb\nc`].join("\n"));
  });

  it("is its head alone where there is nothing to show", () => {
    expect(tableOf(["A", "B"], [])).to.equal("A  B");
  });
});
