import { expect } from "chai";
import { memoryNotes } from "@ainative-code/test-kit";
import { isNews, LessonBook } from "../src/lesson-book.ts";

const numbers = (noted: unknown): number | undefined => (typeof noted === "number" ? noted : undefined);

describe("a book of lessons", () => {
  it("knows later what one process has learned, by place", () => {
    const notes = memoryNotes();
    new LessonBook(numbers).note("http://a m", 3, notes);
    const later = new LessonBook(numbers);
    expect([later.at("http://a m", notes), later.at("http://a n", notes)]).to.deep.equal([3, undefined]);
  });

  it("keeps what it learned where the host has no notes", () => {
    const book = new LessonBook(numbers);
    expect(book.at("p", undefined)).to.equal(undefined);
    book.note("p", 1, undefined);
    expect(book.at("p", undefined)).to.equal(1);
  });

  it("takes what it can't understand for nothing", () => {
    const notes = memoryNotes();
    new LessonBook(String).note("p", "three", notes);
    expect(new LessonBook(numbers).at("p", notes)).to.equal(undefined);
  });

  it("tells news from what is known, lists too", () => {
    const rules = { levels: ["low", "high"], thinks: true };
    expect([isNews({ levels: ["low", "high"] }, rules), isNews({ thinks: true }, rules), isNews({}, rules)]).to.deep.equal([false, false, false]);
    expect([isNews({ levels: ["low"] }, rules), isNews({ thinks: false }, rules)]).to.deep.equal([true, true]);
  });
});
