import type { Part } from "@ainative-code/sdk";
import { expect } from "chai";
import { answer, bodyOf, call, contentsOf, elsewhere, image, result, results, system, text, user } from "./scene.ts";

const sentinel = { thoughtSignature: "skip_thought_signature_validator" };
const signed = { native: { fields: { thoughtSignature: "c2ln" } } };
const wireCall = { functionCall: { name: "shot", args: { n: 1 } } };
const pixel = { inlineData: { mimeType: "image/png", data: "AAAA" } };

describe("a conversation in the words of generateContent", () => {
  it("is user and model by turns, beginning with the user", () => {
    const messages = [answer([text("Hello.")]), user(text("a")), user(text("b"))];
    expect(contentsOf({ messages })).to.deep.equal([
      { role: "user", parts: [{ text: "(The beginning of the conversation is left out.)" }] },
      { role: "model", parts: [{ text: "Hello." }] },
      { role: "user", parts: [{ text: "a" }, { text: "b" }] },
    ]);
  });

  it("has the system prompt in front, with what was said from inside the conversation", () => {
    const body = bodyOf({ system: ["One.", " "], messages: [user(text("a")), system("Two."), user(text("b"))] });
    expect(body["systemInstruction"]).to.deep.equal({ parts: [{ text: "One." }, { text: "Two." }] });
    expect(body["contents"]).to.deep.equal([{ role: "user", parts: [{ text: "a" }, { text: "b" }] }]);
  });

  it("has images, PDF, sound and text as bytes, files by their address, and words for what can't be read", () => {
    const file = (mediaType: string, more: object): Part => ({ type: "file", mediaType, ...more });
    const parts = [
      image,
      file("application/pdf", { data: "BBBB" }),
      file("application/json", { data: "CCCC" }),
      file("application/pdf", { url: "https://a.example/a.pdf" }),
      file("video/mp4", { fileRef: "gs://bucket/a.mp4" }),
      file("application/zip", { data: "DDDD", name: "a.zip" }),
      file("application/pdf", { fileRef: "file_of_another_vendor" }),
      { type: "image", mediaType: "image/gif", data: "EEEE" } as const,
      text(""),
    ];
    expect(contentsOf({ messages: [user(...parts)] })[0]?.["parts"]).to.deep.equal([
      pixel,
      { inlineData: { mimeType: "application/pdf", data: "BBBB" } },
      { inlineData: { mimeType: "text/plain", data: "CCCC" } },
      { fileData: { mimeType: "application/pdf", fileUri: "https://a.example/a.pdf" } },
      { fileData: { mimeType: "video/mp4", fileUri: "gs://bucket/a.mp4" } },
      { text: "[the file a.zip of type application/zip, which this model cannot be shown]" },
      { text: "[a part of type application/pdf, which this model cannot be shown]" },
      { text: "[a part of type image/gif, which this model cannot be shown]" },
    ]);
  });

  it("gives signatures back on the very part they came with", () => {
    const pieces = [
      { length: 5 },
      { length: 4, fields: { thoughtSignature: "Yg==" } },
      { length: 0, fields: { thoughtSignature: "Yw==" } },
    ];
    const parts = [
      { type: "thinking" as const, text: "Hm." },
      { type: "text" as const, text: "Hello you.", native: { pieces } },
      call("1", signed),
      call("2"),
    ];
    expect(contentsOf({ messages: [user(text("a")), answer(parts)] })[1]?.["parts"]).to.deep.equal([
      { text: "Hm.", thought: true },
      { text: "Hello" },
      { text: " you", thoughtSignature: "Yg==" },
      { text: "", thoughtSignature: "Yw==" },
      { text: "." },
      { ...wireCall, thoughtSignature: "c2ln" },
      wireCall,
    ]);
  });

  it("stands in for the signature of the first call of each step that another model made", () => {
    const step = (id: string): readonly Part[] => [text("So."), call(id), call(`${id}b`)];
    const from = { origin: elsewhere };
    const first = [user(text("a")), answer(step("1"), from), results(result("1", []), result("1b", []))];
    const messages = [...first, answer(step("2"), from), user(text("b"))];
    const sent = contentsOf({ messages }).filter(({ role }) => role === "model");
    const parts = [{ text: "So." }, { ...wireCall, ...sentinel }, wireCall];
    expect(sent.map((content) => content["parts"])).to.deep.equal([parts, parts]);
    const older = contentsOf({ messages, model: "gemini-2.5-pro" });
    expect(JSON.stringify(older)).not.to.include(sentinel.thoughtSignature);
  });

  it("is not signed by another model of the same vendor", () => {
    const messages = [user(text("a")), answer([{ type: "thinking", text: "Hm." }, call("1", signed)])];
    const [, sent] = contentsOf({ messages, model: "gemini-3.5-flash" });
    expect(sent?.["parts"]).to.deep.equal([{ ...wireCall, ...sentinel }]);
  });
});

describe("results of calls in the words of generateContent", () => {
  const step = (first: object, second: object): readonly Record<string, unknown>[] => {
    const given = results(result("2", [text("B")]), result("1", [text("A")]));
    const messages = [user(text("a")), answer([call("1", first), call("2", second)]), given, user(text("b"))];
    return contentsOf({ messages });
  };
  const response = (output: string, more: object = {}): object => ({
    functionResponse: { ...more, name: "shot", response: { output } },
  });

  it("stand in one turn of their own, in the order of the calls", () => {
    expect(step(signed, {}).slice(2)).to.deep.equal([
      { role: "user", parts: [response("A"), response("B")] },
      { role: "user", parts: [{ text: "b" }] },
    ]);
  });

  it("have the vendor's id where it gave one, and else none", () => {
    const contents = step({ native: { id: "v1", ...signed.native } }, {});
    expect(contents[1]?.["parts"]).to.deep.equal([
      { functionCall: { ...wireCall.functionCall, id: "v1" }, thoughtSignature: "c2ln" },
      wireCall,
    ]);
    expect(contents[2]?.["parts"]).to.deep.equal([response("A", { id: "v1" }), response("B")]);
  });

  it("are one string, whatever they hold, and say what failed", () => {
    const json = '{"$ref":"x"}';
    const messages = [
      user(text("a")),
      answer([call("1"), call("2"), call("3"), call("4")]),
      results(result("1", [text(json)]), result("2", [text("no")], "error"), result("3", [], "denied")),
    ];
    const parts = contentsOf({ messages })[2]?.["parts"];
    expect(parts).to.deep.equal([
      response(json),
      { functionResponse: { name: "shot", response: { error: "no" } } },
      { functionResponse: { name: "shot", response: { error: "(failed without output)" } } },
      { functionResponse: { name: "shot", response: { error: "This call was not run: the turn was ended before it." } } },
    ]);
  });

  it("hold images where the model takes them there; older models get them behind all results", () => {
    const given = results(result("1", [text("A"), image]), result("2", [text("B")]));
    const messages = [user(text("a")), answer([call("1"), call("2")]), given];
    expect(contentsOf({ messages })[2]?.["parts"]).to.deep.equal([
      { functionResponse: { name: "shot", response: { output: "A" }, parts: [pixel] } },
      response("B"),
    ]);
    const older = [response("A"), response("B"), { text: "From the result of shot:" }, pixel];
    expect(contentsOf({ messages, model: "gemini-2.5-flash" })[2]?.["parts"]).to.deep.equal(older);
  });

  it("give a call without arguments back without them", () => {
    const bare = call("1", { input: {}, native: { bare: true, ...signed.native } });
    const parts = contentsOf({ messages: [user(text("a")), answer([bare])] })[1]?.["parts"];
    expect(parts).to.deep.equal([{ functionCall: { name: "shot" }, thoughtSignature: "c2ln" }]);
  });
});
