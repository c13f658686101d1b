import type { ProviderRequest } from "@ainative-code/sdk";
import { hi, memoryNotes, sentBody } from "@ainative-code/test-kit";
import { expect } from "chai";
import { ask, read, recorded, refused, type Scene } from "./scene.ts";

/** Asks twice: what is sent the second time, after a refusal in these words. */
async function afterRefusal(model: string, words: string, request: Partial<ProviderRequest> = {}, more: Partial<Scene> = {}): Promise<Readonly<Record<string, unknown>>> {
  const scene = { ...more, request: { model, ...request } };
  const { error } = await ask({ ...scene, answers: [refused(words)] });
  expect(error?.retryable, words).to.equal(true);
  return sentBody(await ask(scene));
}

const stop = { stopSequences: ["X"] };
const schema = { output: { name: "a", schema: { type: "object" } } };
const system = { system: ["Be brief."] };

describe("what the bedrock provider learns from a refusal", () => {
  const cases: readonly (readonly [string, string, Partial<ProviderRequest>, string])[] = [
    ["stop sequences", "This model doesn't support the stopSequences field. Remove stopSequences and try again.", stop, "stopSequences"],
    ["a forced tool", "This model doesn't support the toolConfig.toolChoice.any field.", { tools: [read], toolChoice: "required" }, "toolChoice"],
    ["tools", "This model doesn't support tool use in streaming mode.", { tools: [read] }, "toolConfig"],
    ["temperature", "Malformed input request: #: extraneous key [temperature] is not permitted", { temperature: 1 }, "temperature"],
    ["system prompts", "This model doesn't support system messages.", system, '"system"'],
    ["cache points", "You invoked an unsupported model or your request did not allow prompt caching.", system, "cachePoint"],
    ["cache points, otherwise told", "extraneous key [cachePoint] is not permitted", system, "cachePoint"],
    ["schemas", "This model doesn't support the outputConfig.textFormat field.", schema, "textFormat"],
  ];
  for (const [name, words, request, gone] of cases) {
    it(`to do without ${name}`, async () => {
      const body = await afterRefusal(`learner of ${name}`, words, request);
      expect(JSON.stringify(body)).not.to.include(gone);
      expect(body["messages"]).to.have.lengthOf(1);
    });
  }

  it("the longest answer", async () => {
    const words = "The maximum tokens you requested exceeds the model limit of 4096. Try again with a maximum tokens value that is lower than 4096.";
    expect(await afterRefusal("learner of limits", words, { maxOutputTokens: 9000 })).to.deep.include({ inferenceConfig: { maxTokens: 4096 } });
  });

  it("that one of two ways of sampling is enough", async () => {
    const words = "`temperature` and `top_p` cannot both be specified for this model. Please use only one.";
    const body = await afterRefusal("learner of sampling", words, { temperature: 1, topP: 0.5 });
    expect(body["inferenceConfig"]).to.deep.equal({ temperature: 1 });
  });

  it("to leave out earlier thinking of this conversation only", async () => {
    const model = "learner.of.thinking";
    const origin = { provider: "bedrock", api: "converse", model };
    const answer = { id: "a", role: "assistant", createdAt: "", origin, stop: { reason: "stop" }, parts: [{ type: "thinking", text: "Hm.", native: { signature: "c2ln" } }, { type: "text", text: "a" }] } as const;
    const request = { model, messages: [hi, answer, { ...hi, id: "u2" }], cacheKey: "session-1" };
    const words = "messages.1.content.0: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified";
    expect(JSON.stringify(await afterRefusal(model, words, request))).not.to.include("Hm.");
    expect(JSON.stringify(sentBody(await ask({ request: { ...request, cacheKey: "session-2" } })))).to.include("c2ln");
  });

  it("to send thinking without signatures", async () => {
    const model = "learner.of.signatures";
    const origin = { provider: "bedrock", api: "converse", model };
    const answer = { id: "a", role: "assistant", createdAt: "", origin, stop: { reason: "stop" }, parts: [{ type: "thinking", text: "Hm.", native: { signature: "c2ln" } }] } as const;
    const words = "This model doesn't support the reasoningContent.reasoningText.signature field. Remove it and try again.";
    const body = await afterRefusal(model, words, { messages: [hi, answer, { ...hi, id: "u2" }] });
    expect(JSON.stringify(body)).to.include('{"reasoningContent":{"reasoningText":{"text":"Hm."}}}');
  });

  it("once: the same refusal a second time stands", async () => {
    const scene = { request: { model: "learner of one thing", ...stop }, answers: [refused("This model doesn't support the stopSequences field.")] };
    expect((await ask(scene)).error).to.include({ code: "unsupported", retryable: true });
    expect((await ask(scene)).error).to.include({ code: "unsupported", retryable: false });
  });

  it("for later processes too, in notes, of which it takes what it understands", async () => {
    const notes = memoryNotes();
    await afterRefusal("learner with notes", "This model doesn't support system messages.", system, { notes });
    const name = "lesson https://bedrock-runtime.us-east-1.amazonaws.com learner with notes";
    expect(notes.get(name)).to.deep.equal({ system: false });
    const later = memoryNotes();
    later.set(name.replace("with notes", "later"), { stopSequences: false, maxOutput: 10, efforts: ["low", "x"], history: "signed", other: 1, tools: "no" });
    const body = sentBody(await ask({ notes: later, request: { model: "learner later", ...stop, maxOutputTokens: 99, tools: [read] } }));
    expect(body["inferenceConfig"]).to.deep.equal({ maxTokens: 10 });
    expect(body).to.have.property("toolConfig");
  });

  it("nothing where the words are about the conversation, or the model is known to do it", async () => {
    const request = { model: "learner of nothing" };
    const { error } = await ask({ request, answers: [refused("A conversation must start with a user message.")] });
    expect(error).to.include({ code: "invalid-request", retryable: false });
    expect((await ask({ request, answers: [recorded("text")] })).error).to.equal(undefined);
  });

  it("takes the rules of the model behind a profile from the settings", async () => {
    const model = "arn:aws:bedrock:us-east-1:1:application-inference-profile/x";
    const config = { baseModels: { [model]: "anthropic.claude-opus-5-5" } };
    const body = sentBody(await ask({ config, request: { model, effort: "high" } }));
    expect(body["additionalModelRequestFields"]).to.have.property("thinking");
  });
});
