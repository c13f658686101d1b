import { expect } from "chai";
import type { Holder, SessionStore } from "../../../src/core/sessions/store.ts";
import { failure } from "./failure.ts";
import type { OpenStore } from "./open-store.ts";
import { when } from "./sample-messages.ts";
import { tempFile } from "./temp-file.ts";

const me: Holder = { pid: 11, hostname: "here", startToken: "a" };
const other: Holder = { pid: 12, hostname: "here", startToken: "b" };

/** How every session store keeps two processes out of one session. */
export function sessionHoldingConformance(open: OpenStore): void {
  let store: SessionStore;
  let file: string;
  let time: number;

  const create = (id: string): Promise<void> => store.create({ id, title: `Title of ${id}`, cwd: "/project", createdAt: when });

  beforeEach(async () => {
    file = tempFile();
    time = Date.parse(when);
    store = await open({ file, now: () => time });
  });
  afterEach(() => store.close());

  describe("holding a session", () => {
    const alive = (): boolean => true;
    const dead = (): boolean => false;

    it("lets one process have it and tells the other who does", async () => {
      await create("s");
      await store.hold("s", me, alive);
      const error = await failure(store.hold("s", other, alive));
      expect(error.code).to.equal("stale-state");
      expect(error.message).to.include("11").and.to.include("here");
      expect(error.actions).not.to.deep.equal([]);
    });

    it("lets a process hold again what it holds", async () => {
      await create("s");
      await store.hold("s", me, alive);
      await store.hold("s", me, alive);
    });

    it("takes over what a dead process held", async () => {
      await create("s");
      await store.hold("s", me, alive);
      await store.hold("s", other, (holder) => JSON.stringify(holder) !== JSON.stringify(me));
      expect((await failure(store.hold("s", me, alive))).message).to.include("12");
    });

    it("is free after its release, which only its holder can do", async () => {
      await create("s");
      await store.hold("s", me, alive);
      await store.release("s", other);
      expect((await failure(store.hold("s", other, alive))).code).to.equal("stale-state");
      await store.release("s", me);
      await store.hold("s", other, alive);
    });

    it("lets exactly one of two take over from a dead one", async () => {
      const sessions = Array.from({ length: 10 }, (_, i) => `s${i}`);
      const rival = await open({ file });
      for (const id of sessions) {
        await create(id);
        await store.hold(id, { pid: 1, hostname: "here", startToken: "dead" }, dead);
      }
      const isAlive = ({ pid }: Holder): boolean => pid !== 1;
      for (const id of sessions) {
        const ends = await Promise.allSettled([store.hold(id, me, isAlive), rival.hold(id, other, isAlive)]);
        expect(ends.map(({ status }) => status).sort(), id).to.deep.equal(["fulfilled", "rejected"]);
      }
      await rival.close();
    });

    it("says storage for a session that is not there", async () => {
      expect((await failure(store.hold("gone", me, alive))).code).to.equal("storage");
    });
  });
}
