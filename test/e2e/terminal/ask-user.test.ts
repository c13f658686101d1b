import { expect } from "chai";
import { enter, lineScene } from "./line-scene.ts";

const question = { question: "Which colour?", options: [{ label: "Red", description: "as the roses" }, { label: "Blue" }] };

describe("a question of the model in a conversation", () => {
  const scene = lineScene();

  it("is answered by number or in the person's own words, and the list of what is to be done is shown", async () => {
    const items = [{ text: "Choose a colour", status: "in-progress" }, { text: "Paint", status: "pending" }];
    const replies = [{ calls: [{ name: "todo", input: { items } }] }, { calls: [{ name: "ask_user", input: question }] }, { calls: [{ name: "ask_user", input: question }] }, { text: "Painted." }];
    using terminal = await scene.open(replies, { words: ["chat", "paint"] });
    const screen = await terminal.shows("Your answer:");
    expect(screen).to.match(/✓ todo 2 items .*\n +\[>\] Choose a colour\n +\[ \] Paint\n/);
    expect(screen).to.contain("Which colour?\n  1  Red  as the roses\n  2  Blue\n");
    enter(terminal, "2");
    await terminal.shows(/Blue[^]*Your answer:[^]*Your answer:/);
    enter(terminal, "green, please");
    await terminal.shows("Painted.");
    const told = JSON.stringify(scene.server.requests.map(({ body }) => body));
    expect(told).to.contain("The user chose: Blue").and.to.contain("The user answered: green, please");
  });
});
