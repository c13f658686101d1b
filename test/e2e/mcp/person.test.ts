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

  it("has resources, which Tab completes once the server has told them", async () => {
    configure(scene.home, { odd: odd() });
    using terminal = await scene.open([{ text: "I see." }], words);
    await terminal.shows("permissions: ask");
    terminal.type("see @od");
    terminal.press("Tab");
    await terminal.shows("see @odd:");
    const deadline = Date.now() + 10_000;
    while (!terminal.screen().includes("@odd:odd://one") && Date.now() < deadline) {
      terminal.press("Tab");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await terminal.shows("see @odd:odd://one");
    terminal.press("Enter");
    await terminal.shows("I see.");
    expect(JSON.stringify(scene.server.requests[0]?.body)).to.include("see @odd:odd://one").and.include("odd://one");
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

  it("is a page to open, which is shown as it is, and no page that hides where it leads", async () => {
    configure(scene.home, { odd: odd() });
    using terminal = await scene.open([calling("page"), { text: "You were there." }, calling("trick"), { text: "It was a trick." }], words);
    await terminal.shows("permissions: ask");
    enter(terminal, "ask me");
    await terminal.shows("The MCP server odd asks: Please log in");
    await terminal.shows("https://login.example/start?x=1");
    await answer(terminal, "y");
    await terminal.shows("You were there.");
    enter(terminal, "trick me");
    await terminal.shows("It was a trick.");
    const told = (index: number): string => JSON.stringify(scene.server.requests[index]?.body).replaceAll("\\", "");
    expect([told(1).includes('answered {"action":"accept"}'), told(3).includes('answered {"action":"decline"}')]).to.deep.equal([true, true]);
  });

  it("counts against the budget where it is a question to the model, and is refused when that is spent", async () => {
    configure(scene.home, { odd: odd() });
    // 100,000 tokens in and 1,000 out are $0.135 at the prices of the model.
    const dear = { input: 100_000, output: 1000 };
    const ask = { ...calling("model"), usage: { input: 1000, output: 10 } };
    using terminal = await scene.open([ask, { text: "Hello, dearly.", usage: dear }, { text: "It said hello." }], { words: ["chat", "-m", "openai/gpt-5", "--allowed-tools", "mcp__odd__*", "--max-budget-usd", "0.1"] });
    await terminal.shows("permissions: ask");
    enter(terminal, "let it ask");
    await terminal.shows("prompt: Say hello");
    await answer(terminal, "a");
    const stopped = (await terminal.shows("/budget N in a conversation")).replaceAll("\n", "");
    expect(stopped).to.match(/openai\/gpt-5 \$0\.13\d+ in 2 requests/);
    expect(scene.server.requests).to.have.length(2);
    enter(terminal, "/cost");
    await terminal.shows("2 requests");
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
