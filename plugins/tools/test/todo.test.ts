import { expect } from "chai";
import todo from "../src/todo.ts";
import { withTools } from "./with-tools.ts";

describe("todo", () => {
  const bench = withTools();

  it("takes the whole list and tells it", async () => {
    const items = [
      { text: "Read the code", status: "done" as const },
      { text: "Write the test", status: "in-progress" as const },
      { text: "Fix it", status: "pending" as const },
    ];
    const { content, details } = await bench.run(todo, { items });
    expect(content).to.equal("The list now (1 of 3 done):\n[x] Read the code\n[>] Write the test\n[ ] Fix it");
    expect(details).to.deep.equal({ todos: items, done: 1 });
    expect(await bench.ask(todo, { items: [] })).to.equal("The list is empty.");
  });

  it("refuses two things at one time", async () => {
    const items = ["a", "b"].map((text) => ({ text, status: "in-progress" as const }));
    expect(await bench.failure(todo, { items })).to.equal("invalid-input: 2 items are in progress; one at a time.");
  });
});
