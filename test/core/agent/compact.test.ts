import { AinError } from "@ainative-code/sdk";
import type { Message, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import { randomUUID } from "node:crypto";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compact } from "../../../src/core/agent/compact.ts";
import { compactionRequest, summaryHead } from "../../../src/core/agent/compaction-text.ts";
import { Conversation } from "../../../src/core/agent/conversation.ts";
import type { ModelStream } from "../../../src/core/providers/model-stream.ts";
import type { SessionStore } from "../../../src/core/sessions/store.ts";
import { openSessionStore } from "../../../src/infra/sqlite/open-session-store.ts";
import { fakeClock } from "../fake-clock.ts";

const createdAt = new Date(0).toISOString();
const origin = { provider: "p", api: "a", model: "m" };
const history: readonly Message[] = [
  { id: "1", role: "user", createdAt, parts: [{ type: "text", text: "rename it" }] },
  { id: "2", role: "assistant", createdAt, origin, stop: { reason: "tool-calls" }, parts: [{ type: "tool-call", id: "c", name: "bash", input: { command: "mv a b" } }] },
  { id: "3", role: "tool", createdAt, parts: [{ type: "tool-result", callId: "c", name: "bash", status: "ok", content: [{ type: "text", text: "moved" }] }] },
  { id: "4", role: "assistant", createdAt, origin, stop: { reason: "stop" }, parts: [{ type: "text", text: "Renamed." }] },
];

describe("compaction", () => {
  let folder: string;
  let store: SessionStore;
  beforeEach(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "compact-")));
    store = await openSessionStore({ file: join(folder, "sessions.db"), driver: "node-sqlite" });
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  function scene(answer: readonly StreamEvent[], messages = history): { conversation: Conversation; requests: ProviderRequest[]; run: (focus?: string) => ReturnType<typeof compact> } {
    const id = randomUUID();
    const requests: ProviderRequest[] = [];
    const conversation = new Conversation({
      sessionId: id,
      openStore: () => Promise.resolve(store),
      prepare: async (opened) => opened.create({ id, title: "t", cwd: folder, createdAt }),
      history: [],
    });
    for (const message of messages) conversation.add(message);
    const run = async (focus = ""): ReturnType<typeof compact> =>
      compact(
        {
          conversation,
          model: { provider: "p", model: "m" },
          stream: async function* stream(request) {
            requests.push(request);
            yield* answer;
          },
          maxOutputTokens: undefined,
          newId: randomUUID,
          clock: fakeClock(),
        },
        focus,
        new AbortController().signal,
      );
    return { conversation, requests, run };
  }

  const says = (text: string): readonly StreamEvent[] => [
    { type: "text-start", part: 0 },
    { type: "text-delta", part: 0, text },
    { type: "text-end", part: 0 },
    { type: "finish", stop: { reason: "stop" } },
  ];

  it("goes on with the summary alone, and keeps on disk what was said", async () => {
    const { conversation, run } = scene(says("a became b"));
    expect(await run()).to.deep.include({ messages: 4, summary: "a became b" });
    const texts = conversation.messages.map(({ role, parts: [part] }) => [role, part?.type === "text" ? part.text : ""]);
    expect(texts).to.deep.equal([["user", `${summaryHead}\n\na became b`]]);
    const stored = await store.context(conversation.sessionId);
    expect(stored.map(({ message }) => message)).to.deep.equal(conversation.messages);
    expect(await store.page(conversation.sessionId, { limit: 10 })).to.have.length(5);
  });

  it("asks without tools, for the whole conversation as one text and for what the user wants kept", async () => {
    const { requests, run } = scene(says("s"));
    await run("the file names");
    const [request] = requests;
    expect(request?.tools).to.deep.equal([]);
    expect(request?.messages.map(({ role }) => role)).to.deep.equal(["user"]);
    const text = JSON.stringify(request?.messages);
    for (const said of ["rename it", "mv a b", "moved", "Renamed.", "keep above all: the file names"]) expect(text).to.include(said);
  });

  it("leaves the conversation as it was where the model fails, or says nothing", async () => {
    const failures: readonly (readonly StreamEvent[])[] = [
      [{ type: "error", error: new AinError("network", "gone") }],
      [...says("half").slice(0, 2), { type: "finish", stop: { reason: "interrupted" } }],
      says("  "),
    ];
    for (const answer of failures) {
      const { conversation, run } = scene(answer);
      const error: unknown = await run().catch((thrown: unknown) => thrown);
      expect(error).to.have.property("code");
      expect(conversation.messages).to.deep.equal(history);
    }
  });

  it("has nothing to sum up before the first answer", async () => {
    const { requests, run } = scene(says("x"), history.slice(0, 1));
    const error: unknown = await run().catch((thrown: unknown) => thrown);
    expect(error).to.deep.include({ code: "invalid-input" });
    expect(requests).to.deep.equal([]);
  });

  it("ends soon after a cancel, also where the provider does not listen, and says that it goes on", async () => {
    const { conversation } = scene([]);
    const controller = new AbortController();
    let late = false;
    const deaf: ModelStream = async function* stream() {
      controller.abort();
      await new Promise(() => undefined);
      yield { type: "finish", stop: { reason: "stop" } };
    };
    const parts = { conversation, model: { provider: "p", model: "m" }, stream: deaf, maxOutputTokens: undefined, newId: randomUUID, clock: fakeClock() };
    const error: unknown = await compact({ ...parts, onLate: () => (late = true) }, "", controller.signal).catch((thrown: unknown) => thrown);
    expect(error).to.deep.include({ code: "cancelled" });
    expect(late).to.equal(true);
    expect(conversation.messages).to.deep.equal(history);
  });

  it("shows long results by their head and tail, and a long conversation as a whole is bounded", () => {
    const long: Message = { id: "3", role: "tool", createdAt, parts: [{ type: "tool-result", callId: "c", name: "bash", status: "ok", content: [{ type: "text", text: "x".repeat(100_000) }] }] };
    expect(compactionRequest([long], "").text).to.have.length.lessThan(5000).and.include("left out");
    expect(compactionRequest(Array.from({ length: 500 }, () => long), "").text).to.have.length.lessThan(410_000);
  });
});
