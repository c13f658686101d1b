import { expect } from "chai";
import { attachedFile } from "../../../../src/core/mcp/serve/attached-file.ts";
import { callText } from "../../../../src/core/mcp/serve/call-text.ts";
import { contentBlocks } from "../../../../src/core/mcp/serve/content-blocks.ts";
import { argumentText, promptArguments } from "../../../../src/core/mcp/serve/prompt-arguments.ts";
import { toolAnnotations } from "../../../../src/core/mcp/serve/tool-annotations.ts";

describe("what others are told of our tools", () => {
  it("is a risk in the words of the protocol, the worst where it is not known", () => {
    expect(toolAnnotations("read")).to.deep.equal({ readOnlyHint: true, openWorldHint: false });
    expect(toolAnnotations("write")).to.deep.equal({ readOnlyHint: false, destructiveHint: true, openWorldHint: false });
    for (const risk of ["execute", "network"] as const) expect(toolAnnotations(risk)).to.deep.equal({ readOnlyHint: false, destructiveHint: true, openWorldHint: true });
  });

  it("is content of each kind", () => {
    const data = "AAAA";
    expect(
      contentBlocks([
        { type: "text", text: "x" },
        { type: "image", mediaType: "image/png", data },
        { type: "file", mediaType: "audio/wav", data },
        { type: "file", mediaType: "application/pdf", data, name: "a b.pdf" },
        { type: "file", mediaType: "text/plain", data: "w6k=", name: "test://x" },
        { type: "file", mediaType: "application/zip", data },
        { type: "image", mediaType: "image/png", url: "https://a.example/x.png" },
      ]),
    ).to.deep.equal([
      { type: "text", text: "x" },
      { type: "image", data, mimeType: "image/png" },
      { type: "audio", data, mimeType: "audio/wav" },
      { type: "resource", resource: { uri: "file:///a%20b.pdf", mimeType: "application/pdf", blob: data } },
      { type: "resource", resource: { uri: "test://x", mimeType: "text/plain", text: "é" } },
      { type: "resource", resource: { uri: "file:///file", mimeType: "application/zip", blob: data } },
      { type: "text", text: "[image https://a.example/x.png]" },
    ]);
  });

  it("is a file where a prompt has one attached, and no other text that looks like it", () => {
    const held = (text: string): unknown => attachedFile({ type: "text", text });
    expect(held('<file path="a/b.ts">\nline\n</file>\n\n</file>')).to.deep.equal({ path: "a/b.ts", text: "line\n</file>\n" });
    for (const text of ["line", '<file path="a">line</file>', ' <file path="a">\nx\n</file>', '<file path="">\nx\n</file>']) expect(held(text)).to.equal(undefined);
  });

  it("is an argument for each place in a prompt's text, or one for all that follows", () => {
    const named = (body: string, argument = ""): readonly string[] => promptArguments({ body, argument }).map(({ name }) => name);
    expect([named("Say hello"), named("Say $ARGUMENTS"), named("$2 and $2"), named("$10 costs")]).to.deep.equal([["arguments"], ["arguments"], ["arg1", "arg2"], ["arguments"]]);
    expect(promptArguments({ body: "", argument: "FILE" })).to.deep.equal([{ name: "arguments", description: "FILE" }]);
  });

  it("is filled in as it would be typed, with nothing that a word could break out of", () => {
    expect(argumentText({ arguments: "a b" })).to.equal("a b");
    expect(argumentText({ arg1: "a b", arg3: "it's $HOME; x" })).to.equal(String.raw`'a b' '' 'it'\''s $HOME; x'`);
    expect([argumentText({}), argumentText({ other: "x", arg10: "x", __proto__x: "y" })]).to.deep.equal(["", ""]);
  });

  it("is a record of each call that says who called, and is bounded", () => {
    expect(callText("editor 1", { type: "tool-call", id: "c", name: "edit", input: { path: "a", edits: [1], none: undefined } })).to.equal("edit, called by editor 1\npath: a\nedits: [1]\nnone: ");
    expect(callText("e", { type: "tool-call", id: "c", name: "write", input: { content: "x".repeat(9000) } }).length).to.be.lessThan(600);
  });
});
