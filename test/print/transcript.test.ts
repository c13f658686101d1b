import type { Message } from "@ainative-code/sdk";
import { expect } from "chai";
import type { StoredMessage } from "../../src/core/sessions/store.ts";
import { transcript } from "../../src/print/transcript.ts";
import { answerMessage, call, toolEnded, userMessage } from "./sample-events.ts";

const session = {
  id: "1f3a0000",
  title: "A title",
  cwd: "/project",
  model: "p/m",
  createdAt: "2026-01-02T03:04:05.000Z",
  updatedAt: "2026-01-02T03:04:05.000Z",
  messageCount: 9,
};

function stored(...messages: readonly Message[]): StoredMessage[] {
  return messages.map((message, index) => ({ seq: index + 1, message }));
}

const toolMessage = (status: "ok" | "denied", text: string): Message => ({
  id: "t",
  role: "tool",
  createdAt: session.createdAt,
  parts: [toolEnded(call("bash"), status, text).result],
});
/** What stands below the head. */
function body(...messages: readonly Message[]): string {
  return transcript(session, stored(...messages)).split("\n\n").slice(1).join("\n\n");
}

describe("the transcript of a session", () => {
  it("begins with what the session is", () => {
    const head = "A title\nSession 1f3a0000, 9 messages, 2026-01-02 03:04 UTC\nFolder /project, model p/m";
    expect(transcript(session, [])).to.equal(head);
    expect(transcript({ ...session, model: undefined }, [])).to.match(/\nFolder \/project$/);
  });

  it("shows who said what, and what was done", () => {
    const bash = call("bash", { command: "ls" });
    const messages = [
      userMessage("Do it\n\nnow"),
      answerMessage([{ type: "thinking", text: "hm" }, { type: "text", text: "I look." }, bash], "tool-calls"),
      toolMessage("ok", "a\nb\n"),
      answerMessage([{ type: "text", text: "Done." }]),
    ];
    expect(body(...messages)).to.equal("> Do it\n>\n> now\n\nI look.\n● bash ls\n\n  bash: ok\n  a\n  b\n\nDone.");
  });

  it("says what was answered from the cache of responses", () => {
    const answer = answerMessage([{ type: "text", text: "Done." }]);
    expect(body({ ...answer, cached: true })).to.equal("Done.\n[from the response cache]");
  });

  it("says how an answer ended that did not end by itself", () => {
    expect(body(answerMessage([{ type: "text", text: "Hal" }], "aborted"))).to.equal("Hal\n[ended: aborted]");
  });

  it("shows the beginning of a long result, and says how much more there is", () => {
    const text = Array.from({ length: 10 }, (_, line) => `line ${line}`).join("\n");
    expect(body(toolMessage("ok", text))).to.match(/line 5\n {2}\[… 4 more lines\]$/);
  });

  it("says how much came before what it shows", () => {
    const text = transcript(session, [{ seq: 41, message: userMessage("x") }]);
    expect(text).to.include("\n\n[… 40 earlier messages]\n\n> x");
  });

  it("marks what was taken back, from its beginning to its end", () => {
    const messages = stored(userMessage("One"), userMessage("Two"), userMessage("Three"), userMessage("Four"));
    const marked = messages.map((message, index) => (index === 1 || index === 2 ? { ...message, takenBack: true as const } : message));
    const [, ...shown] = transcript(session, marked).split("\n\n");
    expect(shown).to.deep.equal(["> One", "[taken back from here on; the model knows nothing of it]", "> Two", "> Three", "[taken back up to here]", "> Four"]);
    expect(transcript(session, marked.slice(2, 3)).split("\n\n").slice(2)).to.deep.equal([
      "[taken back from here on; the model knows nothing of it]",
      "> Three",
      "[taken back up to here]",
    ]);
  });

  it("names images and files by what they are", () => {
    const image: Message = { ...userMessage(""), parts: [{ type: "image", mediaType: "image/png", data: "AAAA" }] };
    expect(body(image)).to.equal("> [image image/png]");
  });

  it("can't steer the terminal", () => {
    const evil = "\u001b[2J";
    const messages = stored(userMessage(evil), toolMessage("denied", evil));
    const text = transcript({ ...session, title: evil, cwd: evil, model: evil }, messages);
    expect(text).to.not.include("\u001b");
    expect(text.match(/\\u001b\[2J/g)).to.have.length(5);
  });
});
