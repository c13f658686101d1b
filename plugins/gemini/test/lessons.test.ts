import type { AssistantMessage, ProviderRequest } from "@ainative-code/sdk";
import { type Asked, hi, memoryNotes, sentBody } from "@ainative-code/test-kit";
import { expect } from "chai";
import { ask, local, refused } from "./scene.ts";

const tool = { name: "read", description: "", input: {} };
const output = { name: "o", schema: { type: "object" } };

/** What an answer sends of `generationConfig`. */
function generation(outcome: Asked): unknown {
  return sentBody(outcome)["generationConfig"];
}

/** A refusal, what the request had, and what the next one is to be without. */
const lessons: readonly (readonly [string, Partial<ProviderRequest>, (second: Asked) => unknown])[] = [
  [
    "Thinking level MEDIUM is not supported for this model. Please retry with other thinking level.",
    { effort: "medium" },
    (second) => expect(generation(second)).to.have.nested.property("thinkingConfig.thinkingLevel", "HIGH"),
  ],
  [
    "Thinking level is not supported for this model.",
    { effort: "high" },
    (second) => expect(generation(second)).to.have.nested.property("thinkingConfig.thinkingBudget", 20_480),
  ],
  [
    "Thinking is not enabled for models/learner",
    { effort: "low" },
    (second) => expect(sentBody(second)).not.to.have.property("generationConfig"),
  ],
  [
    "Function calling with a response mime type: 'application/json' is unsupported",
    { output, tools: [tool] },
    (second) => expect(JSON.stringify(sentBody(second)["systemInstruction"])).to.include("JSON Schema"),
  ],
  [
    "JSON mode is not enabled for models/learner",
    { output },
    (second) => expect(sentBody(second)).not.to.have.property("generationConfig"),
  ],
  [
    "Developer instruction is not enabled for models/learner",
    { system: ["Be brief."] },
    (second) => {
      expect(sentBody(second)).not.to.have.property("systemInstruction");
      expect(sentBody(second)["contents"]).to.deep.equal([{ role: "user", parts: [{ text: "Be brief." }, { text: "hi" }] }]);
    },
  ],
  [
    "Function calling is not enabled for models/learner",
    { tools: [tool] },
    (second) => expect(sentBody(second)).not.to.have.any.keys("tools", "toolConfig"),
  ],
  [
    "it has a maxOutputTokens value of 99999 but the supported range is from 1 (inclusive) to 8193 (exclusive).",
    { maxOutputTokens: 99_999 },
    (second) => expect(generation(second)).to.include({ maxOutputTokens: 8192 }),
  ],
  [
    "temperature is not supported for this model",
    { temperature: 0.5 },
    (second) => expect(sentBody(second)).not.to.have.property("generationConfig"),
  ],
];

describe("what the gemini provider learns from a refusal", () => {
  for (const [index, [words, request, check]] of lessons.entries()) {
    it(`is to do without the next time, and not to ask a third time: ${words.slice(0, 60)}`, async () => {
      const scene = { config: local, request: { model: `learner-${index}`, ...request } };
      const first = await ask({ ...scene, answers: [refused(words)] });
      expect(first.error?.retryable).to.equal(true);
      check(await ask(scene));
      expect((await ask({ ...scene, answers: [refused(words)] })).error?.retryable).to.equal(false);
    });
  }

  it("is the least budget of a model that can't stop thinking", async () => {
    const scene = { config: local, request: { model: "gemini-2.5-flash-lite", effort: "none" as const } };
    await ask({ ...scene, answers: [refused("Budget 0 is invalid. This model only works in thinking mode.")] });
    expect(generation(await ask(scene))).to.have.nested.property("thinkingConfig.thinkingBudget", 512);
  });

  it("is noted, for the processes that come after", async () => {
    const notes = memoryNotes();
    const scene = { config: local, request: { model: "learner-noted", temperature: 0.5 }, notes };
    await ask({ ...scene, answers: [refused("temperature is not supported")] });
    expect(notes.get(`lesson ${local.baseURL} learner-noted`)).to.deep.equal({ sampling: false });
  });

  it("is taken from what was noted before, as far as it can be understood", async () => {
    const notes = memoryNotes();
    const request = { model: "learner-later", temperature: 0.5, effort: "low" as const };
    const noted = { sampling: false, levels: ["HIGH", "x"], maxOutput: "many", tools: "no", other: true, thinking: "hard" };
    notes.set(`lesson ${local.baseURL} ${request.model}`, noted);
    const sent = generation(await ask({ config: local, request, notes }));
    expect(sent).to.deep.equal({ thinkingConfig: { includeThoughts: true, thinkingLevel: "HIGH" } });
  });

  it("counts for that model only, and is nothing where the words are about the conversation", async () => {
    const at = (model: string): Pick<Parameters<typeof ask>[0], "config" | "request"> => ({
      config: local,
      request: { model, temperature: 0.5 },
    });
    await ask({ ...at("learner-a"), answers: [refused("temperature is not supported")] });
    expect(generation(await ask(at("learner-b")))).to.include({ temperature: 0.5 });
    const { error } = await ask({ config: local, answers: [refused("contents.parts must not be empty.")] });
    expect(error).to.include({ code: "invalid-request", retryable: false });
  });
});

describe("signatures that the vendor misses or no longer takes", () => {
  const answer: AssistantMessage = {
    id: "a",
    role: "assistant",
    createdAt: hi.createdAt,
    origin: { provider: "gemini", api: "generate-content", model: "signer" },
    stop: { reason: "tool-calls" },
    parts: [
      { type: "thinking", text: "Hm." },
      { type: "tool-call", id: "c", name: "read", input: {}, native: { fields: { thoughtSignature: "c2ln" } } },
    ],
  };
  const messages = [hi, answer, { ...hi, id: "u2" }];
  const asked = (cacheKey: string): Partial<ProviderRequest> => ({ model: "signer", cacheKey, messages });
  const called = { functionCall: { name: "read", args: {} } };
  const modelTurn = (outcome: Asked): unknown => Reflect.get(Object(sentBody(outcome)["contents"]), 1);

  it("are left out of that conversation, its thoughts with them, and of no other", async () => {
    const invalid = refused("Corrupted thought signature.");
    const { error } = await ask({ config: local, request: asked("s1"), answers: [invalid] });
    expect(error).to.include({ code: "stale-state", retryable: true });
    const second = await ask({ config: local, request: asked("s1") });
    const parts = [{ ...called, thoughtSignature: "skip_thought_signature_validator" }];
    expect(modelTurn(second)).to.deep.equal({ role: "model", parts });
    expect(JSON.stringify(sentBody(await ask({ config: local, request: asked("s2") })))).to.include("c2ln");
    expect((await ask({ config: local, request: asked("s1"), answers: [invalid] })).error?.retryable).to.equal(false);
  });

  it("are made up for where the model turns out to want them", async () => {
    const bare = { ...answer, parts: [{ type: "tool-call" as const, id: "c", name: "read", input: {} }] };
    const request = { model: "wants-signatures", messages: [hi, bare, { ...hi, id: "u2" }] };
    const words = "Function call is missing a thought_signature in functionCall parts.";
    expect(modelTurn(await ask({ config: local, request }))).to.deep.equal({ role: "model", parts: [called] });
    expect((await ask({ config: local, request, answers: [refused(words)] })).error?.retryable).to.equal(true);
    expect(JSON.stringify(modelTurn(await ask({ config: local, request })))).to.include("skip_thought_signature_validator");
  });
});
