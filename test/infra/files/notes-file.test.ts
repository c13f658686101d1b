import { expect } from "chai";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { notesFile } from "../../../src/infra/files/notes-file.ts";

const day = 24 * 3600 * 1000;

describe("a file of notes", () => {
  const place = (): string => join(mkdtempSync(join(tmpdir(), "notes-")), "deep", "notes.json");

  it("tells another process what was noted, for 30 days and not longer", () => {
    const file = place();
    notesFile(file, () => 1000).set("a", ["x"]);
    expect(notesFile(file, () => 1000 + 29 * day).get("a")).to.deep.equal(["x"]);
    expect(notesFile(file, () => 1000 + 30 * day).get("a")).to.equal(undefined);
    expect(notesFile(file, () => 0).get("a"), "a clock that was set back").to.equal(undefined);
  });

  it("keeps what another process has noted meanwhile, and leaves nothing beside it", () => {
    const file = place();
    const [one, other] = [notesFile(file, () => 1), notesFile(file, () => 1)];
    one.get("a");
    other.set("b", 2);
    one.set("a", 1);
    expect(JSON.parse(readFileSync(file, "utf8"))).to.have.all.keys("a", "b");
    expect(readdirSync(dirname(file))).to.deep.equal(["notes.json"]);
  });

  it("strikes out one note", () => {
    const file = place();
    const notes = notesFile(file, () => 1);
    notes.set("a", 1);
    notes.set("b", 2);
    notes.set("a", undefined);
    expect([notes.get("a"), notes.get("b")]).to.deep.equal([undefined, 2]);
  });

  for (const broken of ["", "{", "[]", "null", '{"a": 1}', '{"a": {"at": "x", "value": 1}}']) {
    it(`holds none where it is broken, and is written anew: ${broken}`, () => {
      const file = place();
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, broken);
      const notes = notesFile(file, () => 1);
      expect(notes.get("a")).to.equal(undefined);
      notes.set("a", true);
      expect(notesFile(file, () => 1).get("a")).to.equal(true);
    });
  }

  it("holds what was noted while the process runs where it can't be written", () => {
    const file = place();
    writeFileSync(dirname(file), "a file where the folder should be");
    const notes = notesFile(file, () => 1);
    notes.set("a", 1);
    expect(notes.get("a")).to.equal(1);
  });

  it("lets the oldest notes go where there are very many", () => {
    const file = place();
    const notes = notesFile(file, () => 1);
    for (let index = 0; index < 502; index += 1) notes.set(`n${index}`, index);
    const later = notesFile(file, () => 1);
    expect([later.get("n0"), later.get("n1"), later.get("n2"), later.get("n501")]).to.deep.equal([undefined, undefined, 2, 501]);
  });
});
