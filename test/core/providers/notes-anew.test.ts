import { expect } from "chai";
import { notesAnew } from "../../../src/core/providers/notes-anew.ts";

describe("notes anew", () => {
  it("strikes out what is looked at, keeps what is not, and what is noted since", () => {
    const kept = new Map<string, unknown>([["here", 1], ["there", 2]]);
    const notes = notesAnew({ get: (name) => kept.get(name), set: (name, value) => void kept.set(name, value) });
    expect(notes.get("here")).to.equal(undefined);
    expect(kept.get("here")).to.equal(undefined);
    expect(kept.get("there")).to.equal(2);
    notes.set("here", 3);
    expect(notes.get("here")).to.equal(3);
    notes.set("new", 4);
    expect(notes.get("new")).to.equal(4);
  });
});
