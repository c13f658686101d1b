import { expect } from "chai";
import { isAinError } from "@ainative-code/sdk";
import type { Message } from "@ainative-code/sdk";
import type { SessionStore } from "../../../src/core/sessions/store.ts";
import { base64, execution, prompt, results, richAnswer, when, withFile } from "./sample-messages.ts";
import { failure } from "./failure.ts";
import type { OpenStore } from "./open-store.ts";
import { sessionHoldingConformance } from "./session-holding-conformance.ts";
import { tempFile } from "./temp-file.ts";

/** What every session store must do. */
export function sessionStoreConformance(open: OpenStore): void {
  let store: SessionStore;
  let file: string;
  let time: number;

  const create = (id: string, cwd = "/project"): Promise<void> =>
    store.create({ id, title: `Title of ${id}`, cwd, createdAt: at(time) });
  const reopened = async (): Promise<SessionStore> => {
    await store.close();
    store = await open({ file, now: () => time });
    return store;
  };

  beforeEach(async () => {
    file = tempFile();
    time = Date.parse(when);
    store = await open({ file, now: () => time });
  });
  afterEach(() => store.close());

  describe("sessions", () => {
    it("finds a session by its id, with everything that was given", async () => {
      await create("4f1c-1", "/some/where");
      expect(await (await reopened()).find("4f1c-1")).to.deep.equal({
        id: "4f1c-1",
        title: "Title of 4f1c-1",
        cwd: "/some/where",
        model: undefined,
        createdAt: when,
        updatedAt: when,
        messageCount: 0,
      });
    });

    it("finds a session by the beginning of its id", async () => {
      await create("4f1c-1");
      await create("4f1d-1");
      expect((await store.find("4f1d"))?.id).to.equal("4f1d-1");
      expect(await store.find("4f1e")).to.equal(undefined);
    });

    it("takes fewer than four characters for a whole id only", async () => {
      await create("4f1c-1");
      await create("abc");
      expect(await store.find("4f1")).to.equal(undefined);
      expect((await store.find("abc"))?.id).to.equal("abc");
      expect(await store.find("")).to.equal(undefined);
    });

    it("refuses a beginning that several ids have, unless it is one of them", async () => {
      for (const id of ["4f1c", "4f1c-1", "4f1c-2"]) await create(id);
      expect((await store.find("4f1c"))?.id).to.equal("4f1c");
      const error = await failure(store.find("4f1c-"));
      expect(error.code).to.equal("invalid-input");
      expect(error.message).to.include("4f1c-1").and.to.include("4f1c-2");
    });

    it("takes wildcards of SQL for letters", async () => {
      await create("4f1c-1");
      for (const pattern of ["____", "4%%%", "4f1_", "' OR 1"]) expect(await store.find(pattern), pattern).to.equal(undefined);
    });

    it("lists the last changed first, of one folder and so many as asked for", async () => {
      for (const [id, cwd] of [["a", "/one"], ["b", "/two"], ["c", "/one"]] as const) {
        time += 1000;
        await create(id, cwd);
      }
      time += 1000;
      await store.append("a", prompt("again"));
      expect(ids(await store.list())).to.deep.equal(["a", "c", "b"]);
      expect(ids(await store.list({ limit: 2 }))).to.deep.equal(["a", "c"]);
      expect(ids(await store.list({ cwd: "/one", limit: 1 }))).to.deep.equal(["a"]);
      expect(ids(await store.list({ cwd: "/none" }))).to.deep.equal([]);
    });

    it("lists those of sub-agents with the session that has started them, and nowhere else", async () => {
      await create("a");
      const parent = { session: "a", call: "call_1" };
      await store.create({ id: "a-sub", title: "Sub", cwd: "/project", createdAt: when, parent });
      await store.create({ id: "a-sub-sub", title: "Below", cwd: "/project", createdAt: when, parent: { session: "a-sub", call: "call_2" } });
      expect(ids(await store.list())).to.deep.equal(["a"]);
      expect(ids(await (await reopened()).list({ of: "a" }))).to.deep.equal(["a-sub"]);
      expect(ids(await store.list({ of: "a-sub" }))).to.deep.equal(["a-sub-sub"]);
      expect((await store.find("a-sub"))?.parent).to.deep.equal(parent);
      expect(await store.find("a")).to.not.have.property("parent");
    });

    it("remembers the model of the last answer", async () => {
      await create("s");
      await store.setModel("s", "openai/x");
      expect((await (await reopened()).find("s"))?.model).to.equal("openai/x");
    });

    it("refuses a second session of one id with storage and keeps the first", async () => {
      await create("s", "/first");
      expect((await failure(create("s", "/second"))).code).to.equal("storage");
      expect((await store.find("s"))?.cwd).to.equal("/first");
    });
  });

  describe("messages", () => {
    it("gives back every message byte for byte, native data and order of keys included", async () => {
      await create("s");
      const small = withFile(base64(100, 2), "small");
      const given: readonly Message[] = [prompt("hello"), richAnswer, results(base64(9000, 1)), small];
      for (const message of given) await store.append("s", message);
      const read = await (await reopened()).context("s");
      expect(read.map(({ message }) => JSON.stringify(message))).to.deep.equal(given.map((message) => JSON.stringify(message)));
      expect(read.map(({ seq }) => seq)).to.deep.equal([1, 2, 3, 4]);
    });

    it("numbers messages from 1 without gaps in the order of the calls, and counts them", async () => {
      await create("s");
      const saved = await Promise.all(Array.from({ length: 50 }, (_, i) => store.append("s", prompt(String(i)))));
      expect(saved.map(({ seq }) => seq)).to.deep.equal(Array.from({ length: 50 }, (_, i) => i + 1));
      const read = await store.context("s");
      expect(read.map(({ message }) => message.id)).to.deep.equal(saved.map(({ message }) => message.id));
      expect((await store.find("s"))?.messageCount).to.equal(50);
    });

    it("keeps sessions apart", async () => {
      await create("one");
      await create("two");
      await store.append("one", prompt("1"));
      expect((await store.append("two", prompt("2"))).seq).to.equal(1);
      expect((await store.context("two")).map(({ message }) => message)).to.deep.equal([prompt("2")]);
    });

    it("pages backwards, oldest first within a page", async () => {
      await create("s");
      for (let i = 1; i <= 7; i++) await store.append("s", prompt(String(i)));
      const seqs = async (options: { before?: number; limit: number }): Promise<number[]> =>
        (await store.page("s", options)).map(({ seq }) => seq);
      expect(await seqs({ limit: 3 })).to.deep.equal([5, 6, 7]);
      expect(await seqs({ limit: 3, before: 5 })).to.deep.equal([2, 3, 4]);
      expect(await seqs({ limit: 3, before: 2 })).to.deep.equal([1]);
      expect(await seqs({ limit: 3, before: 1 })).to.deep.equal([]);
      expect(await store.page("unknown", { limit: 3 })).to.deep.equal([]);
    });

    it("gives the model what came since the last compaction, and a reader all of it", async () => {
      await create("s");
      for (let i = 1; i <= 5; i++) await store.append("s", prompt(String(i)));
      await store.compactBefore("s", 4);
      await store.append("s", prompt("6"));
      expect((await (await reopened()).context("s")).map(({ seq }) => seq)).to.deep.equal([4, 5, 6]);
      expect(await store.page("s", { limit: 10 })).to.have.length(6);
    });

    it("leaves out what was taken back, a compaction as well, and has it again", async () => {
      await create("s");
      for (let i = 1; i <= 5; i++) await store.append("s", prompt(String(i)));
      await store.compactBefore("s", 3);
      await store.append("s", prompt("6"));
      const seqs = async (): Promise<readonly number[]> => (await store.context("s")).map(({ seq }) => seq);
      await store.setCuts("s", [{ from: 6, to: 6 }]);
      expect(await seqs()).to.deep.equal([3, 4, 5]);
      await store.setCuts("s", [{ from: 3, to: 5 }]);
      expect(await seqs()).to.deep.equal([1, 2, 6]);
      expect(await (await reopened()).cuts("s")).to.deep.equal([{ from: 3, to: 5 }]);
      await store.setCuts("s", []);
      expect(await seqs()).to.deep.equal([3, 4, 5, 6]);
      expect(await store.page("s", { limit: 10 })).to.have.length(6);
      expect(await store.prompts("s")).to.have.length(6);
      expect((await store.prompts("s"))[1]).to.deep.equal({ seq: 2, id: prompt("2").id, text: "2", at: when });
      await store.append("s", { ...prompt("7"), role: "user", isWithin: true });
      const attached = prompt("with a file");
      await create("t");
      await store.append("t", { ...attached, parts: [...attached.parts, { type: "text", text: "<file>" }] });
      expect((await store.prompts("t")).map(({ text }) => text), "what was attached is not what was said").to.deep.equal(["with a file"]);
      expect(await store.prompts("s"), "no turn begins with it").to.have.length(6);
      expect(await store.cuts("unknown")).to.deep.equal([]);
    });

    it("says storage for a session that is not there, and stays usable", async () => {
      await create("s");
      const calls = [
        store.append("gone", prompt("x")),
        store.append("gone", withFile(base64(5000, 1))),
        store.setModel("gone", "m"),
        store.compactBefore("gone", 1),
        store.setCuts("gone", []),
      ];
      for (const call of await Promise.allSettled(calls)) {
        expect(call.status === "rejected" && isAinError(call.reason) && call.reason.code).to.equal("storage");
      }
      expect((await store.append("s", prompt("still"))).seq).to.equal(1);
    });
  });

  describe("attachments", () => {
    it("keeps base64 that isn't canonical as it was given", async () => {
      await create("s");
      const unpadded = base64(6001, 2).replaceAll("=", "");
      const odd = [`${base64(6000, 1)}\n`, unpadded, base64(6000, 3).replace(/./, "-"), "no base64 at all! ".repeat(400)];
      for (const data of odd) await store.append("s", withFile(data));
      expect((await store.context("s")).map(({ message }) => message)).to.deep.equal(odd.map((data) => withFile(data)));
    });

    it("gives the same bytes back in each place they were sent", async () => {
      await create("s");
      await create("t");
      const data = base64(70_000, 1);
      for (const session of ["s", "s", "t"]) await store.append(session, withFile(data));
      for (const session of ["s", "t"]) {
        for (const { message } of await store.page(session, { limit: 5 })) expect(message).to.deep.equal(withFile(data));
      }
    });
  });

  describe("tool executions", () => {
    it("keeps them in order, with all of call and result", async () => {
      await create("s");
      const second = { ...execution, decidedBy: "user", durationMs: 0 };
      await store.recordTool("s", execution);
      await store.recordTool("s", second);
      expect(await (await reopened()).tools("s")).to.deep.equal([execution, second]);
      expect(await store.tools("unknown")).to.deep.equal([]);
    });
  });

  sessionHoldingConformance(open);

  describe("closing", () => {
    it("waits for what is being written", async () => {
      await create("s");
      const pending = Array.from({ length: 20 }, (_, i) => store.append("s", prompt(String(i))));
      await (await reopened()).find("s");
      await Promise.all(pending);
      expect(await store.context("s")).to.have.length(20);
    });

    it("can be done twice, and says storage afterwards", async () => {
      await create("s");
      await store.close();
      await store.close();
      expect((await failure(store.append("s", prompt("late")))).code).to.equal("storage");
      expect((await failure(store.find("s"))).code).to.equal("storage");
    });
  });
}

function ids(sessions: readonly { readonly id: string }[]): readonly string[] {
  return sessions.map(({ id }) => id);
}

function at(time: number): string {
  return new Date(time).toISOString();
}
