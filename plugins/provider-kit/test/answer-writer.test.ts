import { AinError } from "@ainative-code/sdk";
import { AnswerWriter } from "@ainative-code/provider-kit";
import { expect } from "chai";

const types = (writer: AnswerWriter): readonly string[] => writer.take().map(({ type }) => type);

describe("AnswerWriter", () => {
  it("opens and closes parts by itself as thinking and text take turns", () => {
    const writer = new AnswerWriter();
    writer.thinking("a");
    writer.text("b");
    writer.text("c");
    writer.text("no", true);
    writer.finish({ stop: { reason: "stop" } });
    expect(writer.take().map((event) => ("part" in event ? `${event.type} ${event.part}` : event.type))).to.deep.equal([
      "thinking-start 0",
      "thinking-delta 0",
      "thinking-end 0",
      "text-start 1",
      "text-delta 1",
      "text-delta 1",
      "text-end 1",
      "text-start 2",
      "text-delta 2",
      "text-end 2",
      "finish",
    ]);
  });

  it("passes over empty pieces, and all that comes after the end", () => {
    const writer = new AnswerWriter();
    writer.text("");
    writer.interrupt();
    writer.text("late");
    writer.finish({ stop: { reason: "stop" } });
    expect(types(writer)).to.deep.equal(["finish"]);
  });

  it("keeps the text of an interrupted answer and leaves its thinking and calls open", () => {
    const writer = new AnswerWriter();
    writer.thinkingStart();
    writer.toolStart("a", "x");
    writer.textDelta(writer.textStart(), "shown");
    writer.interrupt();
    expect(types(writer)).to.deep.equal(["thinking-start", "tool-start", "text-start", "text-delta", "text-end", "finish"]);
  });

  it("closes shown text before a failure and tells the first failure only", () => {
    const writer = new AnswerWriter();
    writer.text("shown");
    writer.fail(new AinError("server", "first"));
    writer.fail(new AinError("server", "second"));
    expect(types(writer)).to.deep.equal(["text-start", "text-delta", "text-end"]);
    expect(writer.failure?.message).to.equal("first");
  });
});
