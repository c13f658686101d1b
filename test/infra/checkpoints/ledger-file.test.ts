import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ledgerFile } from "../../../src/infra/checkpoints/ledger-file.ts";

describe("the file of a ledger", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ledger-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("gives what was written, and nothing of lines that are cut off, damaged, or of a kind that is not known", () => {
    const path = join(folder, "below", "ledger.jsonl");
    const file = ledgerFile(path);
    expect(file.read()).to.deep.equal([]);
    file.append({ kind: "undone", id: "1" }, false);
    appendFileSync(path, ['{"kind":"undo', "null", "7", "[]", '"moved"', '{"kind":"later","id":"x"}', "{}"].join("\n"));
    file.append({ kind: "moved", id: "2" }, true);
    expect(file.read()).to.deep.equal([{ kind: "undone", id: "1" }, { kind: "moved", id: "2" }]);
  });
});
