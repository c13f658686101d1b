import type { AssistantMessage } from "@ainative-code/sdk";
import { hi, sentBody } from "@ainative-code/test-kit";
import { expect } from "chai";
import { ask, local, streamed } from "./scene.ts";

const names = ["read", "a.b:c-d", "3d/print model", "grüßen", "x".repeat(200)];
const wireNames = ["read", "a.b:c-d", "_3d_print_model", "_gr__en", `_${"x".repeat(127)}`];

describe("tools with names the vendor does not take", () => {
  const tools = names.map((name) => ({ name, description: "", input: {} }));

  it("are declared and forced under others, and called by their own", async () => {
    const parts = wireNames.map((name) => ({ functionCall: { name, args: {} } }));
    const answers = [streamed({ candidates: [{ content: { role: "model", parts }, finishReason: "STOP" }] })];
    const outcome = await ask({ config: local, answers, request: { tools, toolChoice: { tool: "3d/print model" } } });
    const body = sentBody(outcome);
    expect(body["tools"]).to.deep.equal([{ functionDeclarations: wireNames.map((name) => ({ name })) }]);
    expect(body["toolConfig"]).to.have.nested.property("functionCallingConfig.allowedFunctionNames[0]", "_3d_print_model");
    const called = outcome.events.flatMap((event) => (event.type === "tool-end" ? [event.call.name] : []));
    expect(called).to.deep.equal(names);
  });

  it("go back under those others, calls and results alike", async () => {
    const [, , name = ""] = names;
    const answer: AssistantMessage = {
      id: "a",
      role: "assistant",
      createdAt: hi.createdAt,
      origin: { provider: "gemini", api: "generate-content", model: "gemini-3-pro" },
      stop: { reason: "tool-calls" },
      parts: [{ type: "tool-call", id: "c", name, input: {} }],
    };
    const sent = JSON.stringify(sentBody(await ask({ config: local, request: { messages: [hi, answer] } }))["contents"]);
    expect(sent).to.include('"functionCall":{"name":"_3d_print_model"').and.include('"functionResponse":{"name":"_3d_print_model"');
  });
});
