import type { Part } from "@ainative-code/sdk";
import { expect } from "chai";
import { answer, bodyOf, call, elsewhere, image, messagesOf, result, results, text, user } from "./scene.ts";

const block = (words: string): unknown => ({ type: "text", text: words });
const png = { type: "image", source: { type: "base64", media_type: "image/png", data: "AAAA" } };
const use = (id: string): unknown => ({ type: "tool_use", id, name: "shot", input: { n: 1 } });
const opaque = (fields: Readonly<Record<string, unknown>>): Part => ({
  type: "opaque",
  kind: `anthropic.${String(fields["type"])}`,
  native: { block: fields },
});

describe("the messages of a request", () => {
  it("show images and documents, and a word about what cannot be shown", () => {
    const file = (mediaType: string, more: object = {}): Part => ({ type: "file", mediaType, name: "a", ...more });
    const asked = user(
      { type: "image", mediaType: "image/png", url: "https://x.example/a.png" },
      { type: "image", mediaType: "image/png", fileRef: "file_011" },
      image,
      { type: "image", mediaType: "image/svg+xml", data: "AAAA" },
      file("application/pdf", { data: "BBBB" }),
      file("application/pdf", { url: "https://x.example/a.pdf" }),
      file("application/pdf", { fileRef: "file_012" }),
      file("text/markdown", { data: Buffer.from("# Hi").toString("base64") }),
      file("application/zip", { data: "UEs=" }),
      file("application/pdf", { fileRef: "file-of-another" }),
    );
    expect(messagesOf({ messages: [asked] })[0]?.["content"]).to.deep.equal([
      { type: "image", source: { type: "url", url: "https://x.example/a.png" } },
      { type: "image", source: { type: "file", file_id: "file_011" } },
      png,
      block("[an image of type image/svg+xml, which this model cannot be shown]"),
      { type: "document", source: { type: "base64", media_type: "application/pdf", data: "BBBB" }, title: "a" },
      { type: "document", source: { type: "url", url: "https://x.example/a.pdf" }, title: "a" },
      { type: "document", source: { type: "file", file_id: "file_012" }, title: "a" },
      { type: "document", source: { type: "text", media_type: "text/plain", data: "# Hi" }, title: "a" },
      block("[the file a of type application/zip, which this model cannot be shown]"),
      block("[the file a of type application/pdf, which this model cannot be shown]"),
    ]);
  });

  it("put the results of a step first in the user's next message, and what a failed one shows behind them", () => {
    const messages = [
      user(text("go")),
      answer([text("Looking."), call("toolu_1"), call("toolu_2"), call("toolu_3"), call("toolu_4")]),
      results(
        result("toolu_1", [text("here"), image]),
        result("toolu_2", [text("broke"), image], "error"),
        result("toolu_3", [], "denied"),
        result("toolu_4", []),
      ),
      user(text("and now?")),
    ];
    expect(messagesOf({ messages }).slice(1)).to.deep.equal([
      { role: "assistant", content: [block("Looking."), use("toolu_1"), use("toolu_2"), use("toolu_3"), use("toolu_4")] },
      {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: "toolu_1", content: [block("here"), png] },
          { type: "tool_result", tool_use_id: "toolu_2", content: "broke", is_error: true },
          { type: "tool_result", tool_use_id: "toolu_3", content: "(failed without output)", is_error: true },
          { type: "tool_result", tool_use_id: "toolu_4", content: "(no output)" },
          block("From the failed call of shot:"),
          png,
          block("and now?"),
        ],
      },
    ]);
  });

  it("give the vendor its blocks back as they came, thinking without text and text without words included", () => {
    const blocks = [
      { type: "thinking", thinking: "", signature: "sig==" },
      { type: "redacted_thinking", data: "data==" },
      { type: "text", text: "\n\n" },
      { type: "text", text: "Cited.", citations: [{ type: "char_location", cited_text: "x" }] },
      { type: "tool_use", id: "toolu_1", name: "shot", input: { n: 1 }, caller: { type: "direct" } },
    ];
    const parts: readonly Part[] = [
      { type: "thinking", text: "", native: { block: { type: "thinking", signature: "sig==" } } },
      { type: "thinking", text: "", redacted: true, native: { block: blocks[1] } },
      text("\n\n"),
      { type: "text", text: "Cited.", native: { block: { type: "text", citations: blocks[3]?.citations } } },
      { ...call("toolu_1"), native: { block: { caller: { type: "direct" } } } },
      text(""),
    ];
    const messages = [user(text("go")), answer(parts), results(result("toolu_1", [text("ok")]))];
    expect(messagesOf({ messages })[1]?.["content"]).to.deep.equal(blocks);
  });

  it("leave out thinking without a signature at Anthropic, and give it back to others", () => {
    const unsigned: Part = { type: "thinking", text: "Hm.", native: { block: { type: "thinking" } } };
    const messages = [user(text("go")), answer([unsigned, text("Yes.")])];
    expect(messagesOf({ messages })[1]?.["content"]).to.deep.equal([block("Yes.")]);
    expect(messagesOf({ messages, config: { baseURL: "http://localhost:1" } })[1]?.["content"]).to.deep.equal([
      { type: "thinking", thinking: "Hm." },
      block("Yes."),
    ]);
  });

  it("take from another vendor's answers what anybody may have", () => {
    const parts: readonly Part[] = [
      { type: "thinking", text: "secret", native: { item: {} } },
      text(" "),
      { type: "text", text: "Said.", native: { item: { id: "msg_1" } } },
      { ...call("call|1/x"), name: "functions.shot", native: { item: { id: "fc_1" } } },
      { type: "opaque", kind: "openai.compaction", native: { item: {} } },
    ];
    const messages = [user(text("go")), answer(parts, { origin: elsewhere }), results(result("call|1/x", [text("ok")]))];
    const [, said, followed] = messagesOf({ messages });
    const id = /"id":"([^"]+)"/.exec(JSON.stringify(said))?.[1] ?? "";
    expect(id).to.match(/^[\w-]{1,64}$/);
    expect(said?.["content"]).to.deep.equal([block("Said."), { type: "tool_use", id, name: "functions_shot", input: { n: 1 } }]);
    expect(JSON.stringify(followed)).to.include(`"tool_use_id":"${id}"`);
  });

  it("begin with the user, alternate, and hold no message without content", () => {
    const messages = [answer([text("Earlier.")]), user(text(" ")), answer([text("More.")]), user(text("a")), user(text("b"))];
    const sent = messagesOf({ messages });
    expect(sent.map(({ role }) => role)).to.deep.equal(["user", "assistant", "user"]);
    expect(sent.slice(1).map(({ content }) => content)).to.deep.equal([
      [block("Earlier."), block("More.")],
      [block("a"), block("b")],
    ]);
  });

  it("keep a late instruction in its place where the model allows, and else say it in front", () => {
    const late = { id: "s", role: "system" as const, createdAt: "2026-01-01T00:00:00.000Z", parts: [text("In French.")] };
    const messages = [user(text("hi")), late, answer([text("Oui.")]), late, user(text("more"))];
    const inside = bodyOf({ messages });
    expect(JSON.stringify(inside["messages"])).to.include('{"role":"system","content":[{"type":"text","text":"In French."}]}');
    expect(inside["system"]).to.deep.equal([block("Be brief."), block("In French.")]);
    const front = bodyOf({ messages, model: "claude-sonnet-4-6" });
    expect(JSON.stringify(front["messages"])).not.to.include("French");
    expect(front["system"]).to.deep.equal([block("Be brief."), block("In French."), block("In French.")]);
  });

  it("go on from a paused answer, and take back no call of the vendor's tools that nothing came of", () => {
    const searching = { type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: {} };
    const search = opaque(searching);
    const found = opaque({ type: "web_search_tool_result", tool_use_id: "srvtoolu_1", content: [] });
    const paused = answer([text("Searching."), search], { stop: { reason: "pause" } });
    const contentsOf = (messages: Parameters<typeof messagesOf>[0]["messages"]): unknown =>
      messagesOf(messages === undefined ? {} : { messages }).map(({ content }) => content);
    expect(contentsOf([user(text("go")), paused])).to.deep.equal([[block("go")], [block("Searching."), searching]]);
    expect(JSON.stringify(contentsOf([user(text("go")), paused, answer([found, text("Rain.")])]))).to.include("server_tool_use");
    const dropped = contentsOf([user(text("go")), paused, user(text("never mind")), answer([text("Fine.")]), user(text("bye"))]);
    expect(JSON.stringify(dropped)).to.include("Searching.").and.not.include("server_tool_use");
  });

  it("find the container of the vendor's tools again, until it expires", () => {
    const container = (expires_at: string, more: object = {}): unknown => {
      const worked = answer([text("x")], { native: { container: { id: "c1", expires_at } }, ...more });
      return bodyOf({ messages: [user(text("go")), worked, user(text("on"))] })["container"];
    };
    expect(container("2999-01-01T00:00:00Z")).to.equal("c1");
    expect(container("2001-01-01T00:00:00Z")).to.equal(undefined);
    expect(container("2999-01-01T00:00:00Z", { origin: elsewhere })).to.equal(undefined);
  });
});
