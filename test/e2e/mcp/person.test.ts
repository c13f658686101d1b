import { expect } from "chai";
import { answer } from "../../print/line/answer-question.ts";
import { enter, lineScene } from "../terminal/line-scene.ts";
import { configure, odd } from "./everything.ts";

const words = { words: ["chat", "-m", "openai/m", "--allowed-tools", "mcp__odd__*"] };
const calling = (tool: string): { readonly calls: readonly { readonly name: string; readonly input: Readonly<Record<string, unknown>> }[] } => ({ calls: [{ name: "mcp_call", input: { tool: `mcp__odd__${tool}`, arguments: {} } }] });

describe("what MCP servers ask of a person, in a conversation", () => {
  const scene = lineScene();

  it("is a form, filled in field by field once the person agrees", async () => {
    configure(scene.home, { odd: odd() });
    using terminal = await scene.open([calling("ask"), { text: "Thanks." }, calling("ask"), { text: "A pity." }], words);
    await terminal.shows("permissions: ask");
    enter(terminal, "ask me");
    await terminal.shows("The MCP server odd asks: What colour?");
    await answer(terminal, "y");
    await terminal.shows(/^colour:/m);
    enter(terminal, "green");
    await terminal.shows("One of the answers, or its number, is needed.");
    enter(terminal, "2");
    await terminal.shows(/^count:/m);
    enter(terminal, "1");
    await terminal.shows("It has to be at least 2.");
    terminal.press("Enter");
    await terminal.shows("Thanks.");
    expect(JSON.stringify(scene.server.requests[1]?.body).replaceAll("\\", "")).to.include('answered {"action":"accept","content":{"colour":"blue","count":3}}');
    enter(terminal, "again");
    await terminal.shows(/Answer it\?[^]*Answer it\?/);
    await answer(terminal, "n");
    await terminal.shows("A pity.");
    expect(JSON.stringify(scene.server.requests[3]?.body)).to.include("decline");
  });

  it("is a question to the model, which is asked about every time", async () => {
    configure(scene.home, { odd: odd() });
    using terminal = await scene.open([calling("model"), { text: "Hello from the model." }, { text: "It said hello." }, calling("model"), { text: "Refused." }], words);
    await terminal.shows("permissions: ask");
    enter(terminal, "let it ask");
    await terminal.shows("prompt: Say hello");
    await answer(terminal, "a");
    await terminal.shows("It said hello.");
    expect(JSON.stringify(scene.server.requests[2]?.body)).to.include("Hello from the model.");
    enter(terminal, "once more");
    await terminal.shows(/Allow mcp_sampling[^]*Allow mcp_sampling/);
    await answer(terminal, "n");
    await terminal.shows("Refused.");
    expect(JSON.stringify(scene.server.requests[4]?.body)).to.include("did not let the server ask the model");
  });

  it("is nothing where its prompts are typed and its resources named", async () => {
    configure(scene.home, { odd: odd() });
    using terminal = await scene.open([{ text: "Greeted." }, { text: "Read." }], words);
    await terminal.shows("permissions: ask");
    enter(terminal, "/mcp__odd__greet");
    await terminal.shows("/mcp__odd__greet needs who.");
    enter(terminal, "/odd:greet who=Ada 'very warmly'");
    await terminal.shows("Greeted.");
    expect(scene.asked(0)).to.deep.equal(['Greet {"who":"Ada","how":"very warmly"}']);
    enter(terminal, "what does @odd:odd://one say?");
    await terminal.shows("Read.");
    expect(scene.asked(1).at(-1)).to.include("The text of odd://one");
    enter(terminal, "/mcp");
    await terminal.shows("/mcp__odd__greet  Greets");
  });
});
