import type { UserQuestion } from "@ainative-code/sdk";
import { expect } from "chai";
import { answerOf } from "../../../src/print/line/line-question.ts";
import { oneAtATime } from "../../../src/print/line/one-at-a-time.ts";

describe("an answer to a question of the model", () => {
  const one: UserQuestion = { question: "Which?", options: [{ label: "Red" }, { label: "Blue" }] };
  const many: UserQuestion = { ...one, multiple: true };

  it("is chosen by number or name", () => {
    expect(answerOf("2", one)).to.deep.equal({ kind: "chosen", labels: ["Blue"] });
    expect(answerOf(" red ", one)).to.deep.equal({ kind: "chosen", labels: ["Red"] });
    expect(answerOf("2, 1 2", many)).to.deep.equal({ kind: "chosen", labels: ["Blue", "Red"] });
  });

  it("is in their own words otherwise, or none", () => {
    for (const text of ["3", "0", "1 2", "green", "-1", "1.5"]) expect(answerOf(text, one), text).to.deep.equal({ kind: "text", text });
    expect(answerOf("1, green", many)).to.deep.equal({ kind: "text", text: "1, green" });
    expect(answerOf("  ", one)).to.deep.equal({ kind: "dismissed" });
  });
});

describe("questions that come side by side", () => {
  it("wait for each other, also where one fails", async () => {
    const log: string[] = [];
    const queued = oneAtATime();
    const ask = queued(async (name: string) => {
      log.push(`${name} asked`);
      await new Promise(setImmediate);
      log.push(`${name} answered`);
      if (name === "a") throw new Error("no");
      return name;
    });
    const [first, second] = await Promise.allSettled([ask("a"), ask("b")]);
    expect([first.status, second.status]).to.deep.equal(["rejected", "fulfilled"]);
    expect(log).to.deep.equal(["a asked", "a answered", "b asked", "b answered"]);
  });
});
