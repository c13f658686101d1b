import type { UserAnswer, UserQuestion } from "@ainative-code/sdk";
import { expect } from "chai";
import askUser from "../src/ask-user.ts";

describe("ask_user", () => {
  const question: UserQuestion = { question: "Which?", options: [{ label: "A" }, { label: "B", description: "the other" }] };
  const asked: UserQuestion[] = [];
  const told = async (answer: UserAnswer | undefined): Promise<unknown> => {
    const ask = async (one: UserQuestion): Promise<UserAnswer> => {
      asked.push(one);
      return answer ?? { kind: "nobody" };
    };
    return (await askUser.run(question, answer === undefined ? {} : { ask })).content;
  };

  it("asks what it was given and tells the answer", async () => {
    expect(await told({ kind: "chosen", labels: ["A", "B"] })).to.equal("The user chose: A; B");
    expect(await told({ kind: "text", text: "neither" })).to.equal("The user answered: neither");
    expect(await told({ kind: "dismissed" })).to.match(/^The user gave no answer/);
    expect(asked).to.deep.equal([question, question, question]);
  });

  it("says that nobody is there, also in a host that knows no questions", async () => {
    expect(await told({ kind: "nobody" })).to.match(/^Nobody is there to answer/);
    expect(await told(undefined)).to.match(/^Nobody is there to answer/);
  });
});
