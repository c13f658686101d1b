import type { ProviderRequest } from "@ainative-code/sdk";
import { expect } from "chai";
import { type Asked, hi, memoryNotes, sentBody } from "@ainative-code/test-kit";
import { ask, local, refused } from "./scene.ts";

const tool = { name: "read", description: "", input: {} };

/** A refusal, what the request had, and what the next one is to be without. */
const lessons: readonly (readonly [string, Partial<ProviderRequest>, (second: Asked) => void])[] = [
  [
    "temperature: Extra inputs are not permitted",
    { temperature: 0.5 },
    (second) => expect(sentBody(second)).not.to.have.property("temperature"),
  ],
  [
    "max_tokens: 32000 > 8192, which is the maximum allowed number of output tokens",
    {},
    (second) => expect(sentBody(second)["max_tokens"]).to.equal(8192),
  ],
  [
    "thinking: Input tag 'adaptive' found using 'type' does not match any of the expected tags: 'disabled', 'enabled'",
    { effort: "low" },
    (second) => expect(sentBody(second)["thinking"]).not.to.include({ type: "adaptive" }),
  ],
  [
    '"thinking.type.disabled" is not supported for this model.',
    { effort: "none" },
    (second) => expect(sentBody(second)["thinking"]).to.include({ type: "adaptive" }),
  ],
  [
    "output_config.effort: Extra inputs are not permitted",
    { effort: "low" },
    (second) => expect(sentBody(second)).not.to.have.property("output_config"),
  ],
  [
    "output_config.format: Extra inputs are not permitted",
    { output: { name: "o", schema: { type: "object" } } },
    (second) => expect(JSON.stringify(sentBody(second)["system"])).to.include("JSON Schema"),
  ],
  [
    "tools.0.cache_control: Extra inputs are not permitted",
    { tools: [tool] },
    (second) => expect(JSON.stringify(sentBody(second))).not.to.include("cache_control"),
  ],
  [
    "tool_choice forces tool use is not compatible with this model",
    { tools: [tool], toolChoice: "required" },
    (second) => expect(sentBody(second)["tool_choice"]).to.deep.equal({ type: "auto" }),
  ],
  [
    "anthropic-version: 2026-10-21 is not a valid version",
    {},
    (second) => expect(second.calls[0]?.options.headers).to.include({ "anthropic-version": "2023-06-01" }),
  ],
];

describe("what the anthropic provider learns from a refusal", () => {
  for (const [index, [words, request, check]] of lessons.entries()) {
    it(`is to do without the next time, and not to ask a third time: ${words.slice(0, 60)}`, async () => {
      const scene = { config: local, request: { model: `learner-${index}`, ...request } };
      const first = await ask({ ...scene, answers: [refused(words)] });
      expect(first.error?.retryable).to.equal(true);
      check(await ask(scene));
      expect((await ask({ ...scene, answers: [refused(words)] })).error?.retryable).to.equal(false);
    });
  }

  it("counts for that model only", async () => {
    const at = (model: string): ReturnType<typeof ask> => ask({ config: local, request: { model, temperature: 0.5 } });
    await ask({ config: local, request: { model: "learner-a", temperature: 0.5 }, answers: [refused("temperature: no")] });
    expect(sentBody(await at("learner-a"))).not.to.have.property("temperature");
    expect(sentBody(await at("learner-b"))).to.have.property("temperature");
  });

  it("is noted, for the processes that come after", async () => {
    const notes = memoryNotes();
    const scene = { config: local, request: { model: "learner-noted", temperature: 0.5 }, notes };
    await ask({ ...scene, answers: [refused("temperature: Extra inputs are not permitted")] });
    expect(notes.get(`lesson ${local.baseURL} learner-noted`)).to.deep.equal({ sampling: false });
  });

  it("is taken from what was noted before, as far as it can be understood", async () => {
    const notes = memoryNotes();
    const request = { model: "learner-later", temperature: 0.5 };
    notes.set(`lesson ${local.baseURL} ${request.model}`, { sampling: false, maxOutput: 4096, cache: "maybe", other: 1, version: "x" });
    const body = sentBody(await ask({ config: local, request, notes }));
    expect(body).to.include({ max_tokens: 4096 }).and.not.have.property("temperature");
    expect(JSON.stringify(body)).to.include("cache_control");
  });

  it("is nothing where the words are about the conversation", async () => {
    const { error } = await ask({ config: local, answers: [refused("messages.0: unexpected tool_use_id")] });
    expect(error).to.include({ code: "invalid-request", retryable: false });
  });
});

describe("earlier thinking that the vendor no longer accepts", () => {
  const thought = (cacheKey: string): Partial<ProviderRequest> => ({
    cacheKey,
    messages: [
      hi,
      {
        id: "a",
        role: "assistant",
        createdAt: hi.createdAt,
        origin: { provider: "anthropic", api: "messages", model: "claude-opus-5-5" },
        stop: { reason: "stop" },
        parts: [
          { type: "thinking", text: "Hm.", native: { block: { type: "thinking", signature: "s" } } },
          { type: "text", text: "Yes." },
        ],
      },
      { ...hi, id: "u2" },
    ],
  });
  const bound =
    "messages.1.content.0: Invalid `signature` in `thinking` block. The block is bound to a different conversation. " +
    'Remove the block, or set `thinking.block_binding.prefix_mismatch_behavior` to "drop_block".';

  it("may be dropped by the vendor where it offers that, and stays away where that is refused too", async () => {
    const scene = { config: local, request: thought("session-1") };
    const first = await ask({ ...scene, answers: [refused(bound)] });
    expect(first.error).to.include({ code: "stale-state", retryable: true });
    const second = await ask({ ...scene, answers: [refused(bound)] });
    expect(sentBody(second)["thinking"]).to.deep.include({ block_binding: { prefix_mismatch_behavior: "drop_block" } });
    expect(second.calls[0]?.options.headers).to.include({ "anthropic-beta": "thinking-binding-controls-2026-08-01" });
    expect(JSON.stringify(sentBody(second)["messages"])).to.include("signature");
    expect(second.error?.retryable).to.equal(true);
    const third = await ask({ ...scene, answers: [refused(bound)] });
    expect(JSON.stringify(sentBody(third))).not.to.match(/signature|block_binding/);
    expect(third.error?.retryable).to.equal(false);
  });

  it("stays away where it is said to be changed, in that conversation only", async () => {
    const changed = "messages.1.content.0: `thinking` blocks in the latest assistant message cannot be modified.";
    const scene = { config: local, request: thought("session-2") };
    expect((await ask({ ...scene, answers: [refused(changed)] })).error?.retryable).to.equal(true);
    expect(JSON.stringify(sentBody(await ask(scene)))).to.include("Yes.").and.not.include("signature");
    expect(JSON.stringify(sentBody(await ask({ ...scene, request: thought("session-3") })))).to.include("signature");
  });
});
