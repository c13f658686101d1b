import { AinError } from "@ainative-code/sdk";
import type { ErrorCode, Message, ProviderRequest, StreamEvent, Usage } from "@ainative-code/sdk";
import { expect } from "chai";
import { randomUUID } from "node:crypto";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AutoCompaction } from "../../../src/core/agent/auto-compaction.ts";
import { summaryHead } from "../../../src/core/agent/compaction-text.ts";
import type { AgentEvent, Outcome } from "../../../src/core/agent/agent-event.ts";
import { Conversation } from "../../../src/core/agent/conversation.ts";
import type { SessionStore } from "../../../src/core/sessions/store.ts";
import { openSessionStore } from "../../../src/infra/sqlite/open-session-store.ts";
import { fakeClock } from "../fake-clock.ts";

const createdAt = new Date(0).toISOString();
const origin = { provider: "p", api: "a", model: "m" };

const user = (text: string): Message => ({ id: randomUUID(), role: "user", createdAt, parts: [{ type: "text", text }] });

function answer(text: string, total = 0): Message {
  const usage: Usage = { input: { total, fresh: total, cacheRead: 0, cacheWrite: 0 }, output: { total: 1 } };
  return { id: randomUUID(), role: "assistant", createdAt, origin, stop: { reason: "stop" }, parts: [{ type: "text", text }], ...(total === 0 ? {} : { usage }) };
}

/** A call with signed thoughts before it, and its result. */
function step(result: string): readonly Message[] {
  const id = randomUUID();
  const thinking = { type: "thinking", text: "thought", native: { provider: "p", api: "a", data: { signature: id } } } as const;
  return [
    { id: randomUUID(), role: "assistant", createdAt, origin, stop: { reason: "tool-calls" }, parts: [thinking, { type: "tool-call", id, name: "read", input: {} }] },
    { id: randomUUID(), role: "tool", createdAt, parts: [{ type: "tool-result", callId: id, name: "read", status: "ok", content: [{ type: "text", text: result }] }] },
  ];
}

const says = (text: string): readonly StreamEvent[] => [
  { type: "text-start", part: 0 },
  { type: "text-delta", part: 0, text },
  { type: "text-end", part: 0 },
  { type: "finish", stop: { reason: "stop" } },
];
const fails = (code: ErrorCode): readonly StreamEvent[] => [{ type: "error", error: new AinError(code, `It says ${code}.`) }];

const failed = (code: ErrorCode, message = `It says ${code}.`): Outcome => ({ kind: "failed", error: new AinError(code, message) });
const overflow = failed("context-overflow");

type Answer = (chars: number) => readonly StreamEvent[];

describe("compaction by itself", () => {
  let folder: string;
  let store: SessionStore;
  beforeEach(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "auto-compaction-")));
    store = await openSessionStore({ file: join(folder, "sessions.db"), driver: "node-sqlite" });
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  /** `answers`: by the length of what is to be summed up. */
  function scene(history: readonly Message[], answers: Answer, room?: number) {
    const id = randomUUID();
    const requests: ProviderRequest[] = [];
    const conversation = new Conversation({
      sessionId: id,
      openStore: () => Promise.resolve(store),
      prepare: async (opened) => opened.create({ id, title: "t", cwd: folder, createdAt }),
      history: [],
    });
    for (const message of history) conversation.add(message);
    const clock = fakeClock();
    const parts = {
      conversation,
      model: { provider: "p", model: "m" },
      stream: async function* stream(request: ProviderRequest) {
        requests.push(request);
        yield* answers(lengthOf(request));
      },
      maxOutputTokens: undefined,
      newId: randomUUID,
      clock,
    };
    const source = { parts: () => parts, head: () => ({ system: [], tools: [] }), room: () => Promise.resolve(room), share: () => Promise.resolve(0.85) };
    return { conversation, requests, compaction: new AutoCompaction(source) };
  }

  const lengthOf = ({ messages }: ProviderRequest): number => messages.reduce((sum, { parts: [part] }) => sum + (part?.type === "text" ? part.text.length : 0), 0);
  const signal = new AbortController().signal;
  const prompt = [{ type: "text", text: "next" }] as const;

  async function told<T>(events: AsyncGenerator<AgentEvent, T>): Promise<{ readonly notices: readonly string[]; readonly value: T }> {
    const notices: string[] = [];
    for (;;) {
      const next = await events.next();
      if (next.done === true) return { notices, value: next.value };
      if (next.value.type === "notice") notices.push(next.value.text);
    }
  }

  it("sums up at the border of two turns where the next prompt would fill the window, and not before", async () => {
    const small = scene([user("a"), answer("b", 800)], () => says("s"), 1000);
    await told(small.compaction.beforePrompt(prompt, signal));
    expect(small.requests).to.have.length(0);
    const full = scene([user("a"), answer("b", 900)], () => says("s"), 1000);
    const { notices } = await told(full.compaction.beforePrompt(prompt, signal));
    expect(notices).to.deep.equal(["The conversation filled 90 % of what the model reads: 2 messages became a summary. All of them stay saved."]);
    expect(full.conversation.messages.map(({ parts: [part] }) => part?.type === "text" && part.text)).to.deep.equal([`${summaryHead}\n\ns`]);
    expect(await store.page(full.conversation.sessionId, { limit: 10 })).to.have.length(3);
  });

  it("goes on as it was where the summary fails, says so, and tries again at the next prompt", async () => {
    let isWell = false;
    const { conversation, compaction } = scene([user("a"), answer("b", 900)], () => (isWell ? says("s") : fails("server")), 1000);
    const first = await told(compaction.beforePrompt(prompt, signal));
    expect(first.notices).to.deep.equal(["The conversation fills 90 % of what the model reads and could not be summed up: It says server."]);
    expect(conversation.messages).to.have.length(2);
    isWell = true;
    await told(compaction.beforePrompt(prompt, signal));
    expect(conversation.messages).to.have.length(1);
  });

  it("is not made again at once where it made no room", async () => {
    const { conversation, requests, compaction } = scene([user("a"), answer("b", 900)], () => says("long ".repeat(1000)), 1000);
    const { notices } = await told(compaction.beforePrompt(prompt, signal));
    expect(notices.at(-1)).to.match(/^It still fills \d+ %: rules, tools and the summary take that much/);
    conversation.add(answer("short", 1700));
    await told(compaction.beforePrompt(prompt, signal));
    expect(requests).to.have.length(1);
  });

  it("leaves the latest turn as it is, letter by letter, and sums up only what was before", async () => {
    const turn = [user("two"), ...step("x".repeat(5000)), ...step("y")];
    const { conversation, requests, compaction } = scene([user("one"), answer("done"), ...turn], () => says("s"));
    expect((await told(compaction.afterRefusal(overflow, signal))).value).to.equal(true);
    expect(conversation.messages.slice(1)).to.deep.equal(turn);
    expect(JSON.stringify(requests[0]?.messages)).to.include("done").and.not.include("xxxx");
  });

  it("finds by trying how much a model can sum up whose window nobody knows", async () => {
    const { conversation, requests, compaction } = scene([user("x".repeat(500_000)), answer("done"), user("two")], (chars) => (chars > 50_000 ? fails("context-overflow") : says("s")));
    expect((await told(compaction.afterRefusal(overflow, signal))).value).to.equal(true);
    expect(requests.map(lengthOf).map((chars) => Math.round(chars / 1000))).to.deep.equal([400, 133, 45]);
    expect(conversation.messages).to.have.length(2);
  });

  it("gives up on a model that takes nothing, after a few tries", async () => {
    const { requests, compaction } = scene([user("x".repeat(500_000)), answer("done"), user("two")], () => fails("context-overflow"));
    const error: unknown = await told(compaction.afterRefusal(overflow, signal)).catch((thrown: unknown) => thrown);
    expect(error).to.deep.include({ code: "context-overflow" });
    expect(requests).to.have.length(5);
  });

  it("shortens what tools told in the turn where the summary fails, and says both", async () => {
    const turn = [user("two"), ...step("x".repeat(50_000)), ...step("y")];
    const { conversation, compaction } = scene([user("one"), answer("done"), ...turn], () => fails("overloaded"));
    const { notices, value } = await told(compaction.afterRefusal(overflow, signal));
    expect(value).to.equal(true);
    expect(notices).to.have.length(2);
    expect(notices[0]).to.match(/could not be summed up: It says overloaded\.$/);
    expect(JSON.stringify(conversation.messages).length).to.be.lessThan(10_000);
    expect(conversation.messages.filter(({ role }) => role === "assistant")).to.deep.equal([answerOf(conversation, 0), ...turn.filter(({ role }) => role === "assistant")]);
  });

  function answerOf({ messages }: Conversation, index: number): Message | undefined {
    return messages.filter(({ role }) => role === "assistant")[index];
  }

  describe("after a picture or file that is refused", () => {
    const picture = { type: "image", mediaType: "image/png", data: "AAAA" } as const;
    const shows = (text: string): Message => ({ ...user(text), parts: [{ type: "text", text }, picture] });
    const pictures = ({ messages }: Conversation): readonly boolean[] => messages.map(({ parts }) => parts.some(({ type }) => type === "image"));

    it("goes on with words in the place of what was shown since the last answer, and says so", async () => {
      const { conversation, requests, compaction } = scene([shows("one"), answer("seen"), shows("two")], () => says("s"));
      const { notices, value } = await told(compaction.afterRefusal(failed("invalid-request", "Could not process image."), signal));
      expect(value).to.equal(true);
      expect(notices).to.deep.equal(["Could not process image. From now on words stand in the place of the picture or file that may be meant. All of it stays saved."]);
      expect(pictures(conversation)).to.deep.equal([true, false, false]);
      expect(JSON.stringify(conversation.messages.at(-1))).to.include("image/png");
      expect(requests).to.have.length(0);
    });

    it("looks further back where nothing was shown since, as after a resume, and gives up where nothing is left", async () => {
      const { conversation, compaction } = scene([shows("one"), answer("seen"), user("two")], () => says("s"));
      const refused = failed("invalid-request", "The image data is damaged.");
      expect((await told(compaction.afterRefusal(refused, signal))).value).to.equal(true);
      expect(pictures(conversation)).to.deep.equal([false, false, false]);
      expect((await told(compaction.afterRefusal(refused, signal))).value).to.equal(false);
    });

    it("of one in a tool's result leaves the rest of the result", async () => {
      const [call, result] = step("text beside it");
      if (call === undefined || result?.parts[0]?.type !== "tool-result") throw new Error("no step");
      const shown: Message = { ...result, role: "tool", parts: [{ ...result.parts[0], content: [...result.parts[0].content, picture] }] };
      const { conversation, compaction } = scene([user("one"), call, shown], () => says("s"));
      await told(compaction.afterRefusal(failed("request-too-large"), signal));
      expect(JSON.stringify(conversation.messages.at(-1))).to.include("text beside it").and.not.include("AAAA");
      expect(conversation.messages[1]).to.deep.equal(call);
    });

    it("has nothing to do with other refusals", async () => {
      const { conversation, compaction } = scene([shows("one")], () => says("s"));
      for (const other of [failed("invalid-request", "tools: too many"), failed("auth"), { kind: "done" } as const]) {
        expect((await told(compaction.afterRefusal(other, signal))).value).to.equal(false);
      }
      expect(pictures(conversation)).to.deep.equal([true]);
    });
  });

  it("ends with the cancel while it sums up", async () => {
    const controller = new AbortController();
    const { conversation, compaction } = scene([user("a"), answer("b", 900)], () => {
      controller.abort();
      return fails("network");
    }, 1000);
    const error: unknown = await told(compaction.beforePrompt(prompt, controller.signal)).catch((thrown: unknown) => thrown);
    expect(error).to.be.an("error");
    expect(conversation.messages).to.have.length(2);
  });
});
