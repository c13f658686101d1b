import { expect } from "chai";
import { isAinError } from "@ainative-code/sdk";
import { backOffMs } from "../../../src/core/mcp/back-off.ts";
import { cleanText } from "../../../src/core/mcp/clean-text.ts";
import { elicitationOf, fieldValue } from "../../../src/core/mcp/elicitation.ts";
import { expand } from "../../../src/core/mcp/expand.ts";
import { fewEnough } from "../../../src/core/mcp/few-enough.ts";
import { lastWords } from "../../../src/core/mcp/last-words.ts";
import { searchTools } from "../../../src/core/mcp/search-tools.ts";
import { toolNames, toolPrefix } from "../../../src/core/mcp/tool-name.ts";

describe("names and texts of MCP servers", () => {
  it("become names that every vendor takes, each one once", () => {
    const names = toolNames("my server.1", ["a b", "a/b", "plain", "x".repeat(100)]);
    expect(names.get("plain")).to.equal("mcp__my_server_1__plain");
    expect(new Set(names.values()).size).to.equal(4);
    for (const name of names.values()) expect(name).to.match(/^[A-Za-z0-9_-]{1,64}$/);
    expect(toolNames("my server.1", ["a b", "a/b"]).get("a b")).to.equal(names.get("a b"));
  });

  it("never begin as those of another server do, so that a rule for one holds for no other", () => {
    expect(["a", "a__b", "a_", "_", "a__"].map(toolPrefix)).to.deep.equal(["mcp__a__", "mcp__a_b__", "mcp__a__", "mcp_____", "mcp__a__"]);
    expect(toolPrefix("github__evil").startsWith(toolPrefix("github"))).to.equal(false);
  });

  it("lose what nobody would see, and are bounded", () => {
    expect(cleanText("a\u001b[31mb\u001b[0m\u0007c\u202e\u200bd\u001b]0;title\u0007e\r\nf", 100)).to.equal("abcde\nf");
    expect(cleanText("x".repeat(1000), 10)).to.equal(`${"x".repeat(9)}…`);
    expect(cleanText(5, 10)).to.equal("");
  });

  it("of a program that ends are why it does, not through which calls", () => {
    const frames = Array.from({ length: 40 }, (_, line) => `    at wrapModuleLoad (node:internal/modules/cjs/loader:${line}:19)\n`).join("");
    const node = `starting\nnode:internal/modules/cjs/loader:1386\n  throw err;\n  ^\n\nError: Cannot find module '/srv/x.js'\n${frames}    at async node:internal/main/run_main_module:33:47 {\n  code: 'MODULE_NOT_FOUND'\n}\n\nNode.js v24.1.0\n`;
    expect(lastWords(node)).to.equal("starting | Error: Cannot find module '/srv/x.js' | code: 'MODULE_NOT_FOUND' | }");
    const python = 'Traceback (most recent call last):\n  File "/srv/a.py", line 1, in <module>\n    import nosuch\n    ^^^^^^\nModuleNotFoundError: No module named \'nosuch\'\n';
    expect(lastWords(python)).to.equal("Traceback (most recent call last): | import nosuch | ModuleNotFoundError: No module named 'nosuch'");
    expect(lastWords("at home nobody answers\n")).to.equal("at home nobody answers");
    expect(lastWords(`${"x".repeat(700)}\nthe end`)).to.match(/^…x+ \| the end$/).and.to.have.length(600);
  });

  it("are filled in from the environment and from where secrets lie", async () => {
    const resolve = (text: string): Promise<string> => Promise.resolve(`<${text}>`);
    const env = { NAME: "value", EMPTY: "" };
    const all = await Promise.all(["plain", "Bearer ${NAME}", "${NAME}", "${EMPTY:-other}", "keychain:x", "$(echo a)", "a$b"].map(async (text) => expand(text, resolve, env)));
    expect(all).to.deep.equal(["plain", "Bearer value", "<${NAME}>", "other", "<keychain:x>", "<$(echo a)>", "a$b"]);
    const failure = await expand("Bearer ${MISSING}", resolve, env).catch((error: unknown) => error);
    expect(isAinError(failure) && failure.code).to.equal("not-configured");
  });

  it("are searched by words, names before descriptions", () => {
    const tools = [
      { name: "mcp__a__createIssue", description: "Makes one" },
      { name: "mcp__a__list", description: "Lists every issue" },
      { name: "mcp__b__weather", description: "Tells of rain" },
    ];
    expect(searchTools(tools, "issue").map(({ name }) => name)).to.deep.equal(["mcp__a__createIssue", "mcp__a__list"]);
    expect(searchTools(tools, "RAIN!").map(({ name }) => name)).to.deep.equal(["mcp__b__weather"]);
    expect([searchTools(tools, "nothing"), searchTools(tools, " ").length]).to.deep.equal([[], 3]);
  });

  it("are in every request only while they are few and short", () => {
    const tool = (description: string): Parameters<typeof fewEnough>[0][number] => ({ name: "x", description, input: {}, risk: "read" });
    expect([fewEnough([tool("a"), tool("b")], 2), fewEnough([tool("a"), tool("b")], 1), fewEnough([tool("a".repeat(50_000))], 9)]).to.deep.equal([true, false, false]);
  });

  it("are waited for longer and longer", () => {
    expect([0, 1, 2, 3, 20].map(backOffMs)).to.deep.equal([0, 500, 1000, 2000, 60_000]);
  });
});

describe("a form of an MCP server", () => {
  const form = elicitationOf({
    message: "Tell",
    requestedSchema: {
      properties: {
        text: { type: "string", minLength: 2 },
        count: { type: "integer", maximum: 5 },
        is: { type: "boolean", default: true },
        one: { type: "string", oneOf: [{ const: "a", title: "First" }, { const: "b", title: "Second" }] },
        some: { type: "array", items: { enum: ["x", "y", "z"] }, maxItems: 2 },
      },
      required: ["text"],
    },
  });
  const fields = form?.mode === "form" ? form.fields : [];
  const read = (index: number, text: string): unknown => {
    const field = fields[index];
    return field === undefined ? undefined : fieldValue(field, text);
  };

  it("takes what fits, and says what does not", () => {
    expect([read(0, "ab"), read(1, "4"), read(2, ""), read(2, "no"), read(3, "2"), read(3, "First"), read(4, "x, 3"), read(1, "")]).to.deep.equal(
      ["ab", 4, true, false, "b", "a", ["x", "z"], undefined].map((value) => ({ value })),
    );
    for (const [index, text] of [[0, ""], [0, "a"], [1, "6"], [1, "1.5"], [2, "maybe"], [3, "9"], [4, "x,y,z"]] as const) expect(read(index, text)).to.have.property("why");
  });

  it("is none with a page that is not of the web, or too many fields", () => {
    const wrong = ["file:///etc/passwd", "javascript:alert(1)", "no url", "", 5, "https://bank.example@evil.example/", "https://:x@evil.example/", `https://evil.example/${"x".repeat(2000)}`];
    for (const url of wrong) expect(elicitationOf({ mode: "url", message: "", url }), String(url)).to.equal(undefined);
    expect(elicitationOf({ mode: "url", message: "", url: "https://b\u00e4nk.example/" })).to.have.property("url", "https://xn--bnk-qla.example/");
    expect(elicitationOf({ mode: "url", message: "m", url: "https://a.example/x" })).to.deep.equal({ mode: "url", message: "m", url: "https://a.example/x" });
    const properties = Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`f${index}`, { type: "string" }]));
    expect(elicitationOf({ message: "", requestedSchema: { properties } })).to.equal(undefined);
  });
});
