import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { MemoryStore } from "../../../src/core/response-cache/memory-store.ts";
import type { ResponseStore, StoreLimits } from "../../../src/core/response-cache/response-store.ts";
import { openSqliteStore } from "../../../src/infra/response-cache/sqlite-store.ts";

const generous = { ttlMs: 1000, maxEntries: 100, maxBytes: 1000 };

for (const kind of ["memory", "sqlite"] as const) {
  describe(`the store of responses in ${kind}`, () => {
    let folder: string;
    let now = 0;
    let close: () => void;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "responses-"));
      now = 1_700_000_000_000;
      close = () => undefined;
    });
    afterEach(() => {
      close();
      rmSync(folder, { recursive: true });
    });

    function open(changes: Partial<StoreLimits> = {}): ResponseStore {
      const limits = { ...generous, now: () => now, ...changes };
      if (kind === "memory") return new MemoryStore(limits);
      const store = openSqliteStore(join(folder, "responses.db"), limits);
      close = () => store[Symbol.dispose]();
      return store;
    }

    it("gives an answer back until it is too old", () => {
      const store = open();
      store.put("k", "answer");
      now += 999;
      expect(store.get("k")).to.equal("answer");
      now += 1;
      expect(store.get("k")).to.equal(undefined);
      expect(store.get("other")).to.equal(undefined);
    });

    it("lets go of what was not used for longest when there are too many", () => {
      const store = open({ maxEntries: 2 });
      for (const key of ["a", "b"]) store.put(key, key);
      now += 1;
      store.get("a");
      now += 1;
      store.put("c", "c");
      expect(["a", "b", "c"].map((key) => store.get(key))).to.deep.equal(["a", undefined, "c"]);
    });

    it("holds no more bytes than it may, by their length in UTF-8", () => {
      const store = open({ maxBytes: 10 });
      store.put("a", "12345");
      now += 1;
      store.put("b", "ééé");
      expect([store.get("a"), store.get("b")]).to.deep.equal([undefined, "ééé"]);
      store.put("c", "x".repeat(11));
      expect([store.get("b"), store.get("c")]).to.deep.equal([undefined, undefined]);
    });

    it("takes a newer answer for the same key, and counts it once", () => {
      const store = open({ maxBytes: 10 });
      for (const answer of ["123456", "654321"]) store.put("a", answer);
      expect(store.get("a")).to.equal("654321");
    });
  });
}
