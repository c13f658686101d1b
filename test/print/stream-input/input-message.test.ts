import { expect } from "chai";
import { inputMessage } from "../../../src/print/stream-input/input-message.ts";

const read = (value: unknown): unknown => inputMessage(JSON.stringify(value));
const request = (more: object): unknown => read({ type: "control_request", request_id: "1", request: more });

describe("a line of the input stream", () => {
  it("is a prompt of texts and images, in either shape", () => {
    expect(read({ type: "user", message: { content: " Go " } })).to.deep.equal({ kind: "prompt", text: "Go", attachments: [], steer: false });
    const image = { type: "image", mediaType: "image/png", data: "AA" };
    const content = [{ type: "text", text: "One" }, image, { type: "text", text: "Two" }, { type: "image", source: { media_type: "image/png", data: "AA" } }];
    expect(read({ type: "user", steer: true, message: { content } })).to.deep.equal({ kind: "prompt", text: "One\n\nTwo", attachments: [image, image], steer: true });
  });

  it("is a request, or why it can't be done", () => {
    expect(request({ subtype: "interrupt" })).to.have.deep.property("request", { subtype: "interrupt" });
    expect(request({ subtype: "stop_task", tool_use_id: "a" })).to.have.deep.property("request", { subtype: "stop_task", callId: "a" });
    for (const [more, why] of [[{ subtype: "stop_task" }, "tool_use_id"], [{ subtype: "set_model" }, "PROVIDER/MODEL"], [{ subtype: "set_permission_mode", mode: "x" }, "accept-edits"], [{ subtype: "x".repeat(9999) }, "…"], [{}, "null"]] as const) {
      expect(request(more)).to.have.nested.property("request.why").that.includes(why).and.has.property("length").that.is.lessThan(200);
    }
  });

  it("is an answer, whatever it says", () => {
    expect(read({ type: "control_response", response: { subtype: "success", request_id: "p", response: { behavior: "allow" } } })).to.deep.equal({
      kind: "answer",
      reply: { requestId: "p", isSuccess: true, said: { behavior: "allow" }, error: undefined },
    });
    expect(read({ type: "control_response", response: { subtype: "error", request_id: "p", error: "Broken." } })).to.have.deep.nested.property("reply.said", {});
  });

  it("is a sentence where it can't be read, however long the line", () => {
    const wrong: readonly unknown[] = [5, [], null, {}, { type: "dance" }, { type: "x".repeat(99_999) }, { type: "user" }, { type: "user", message: { content: [] } }, { type: "user", message: { content: [5] } }, { type: "control_request" }, { type: "control_response", response: {} }];
    for (const value of wrong) expect(read(value), JSON.stringify(value).slice(0, 60)).to.be.a("string").and.to.have.property("length").that.is.within(5, 250);
    expect(inputMessage("{broken")).to.equal("it is no JSON object");
  });
});
