import { expect } from "chai";
import { mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pruneCheckpoints } from "../../../src/infra/checkpoints/prune.ts";

const day = 86_400_000;
const now = Date.parse("2026-06-01T00:00:00Z");

/** Each session with its age in days and its size in bytes. */
function folderWith(sessions: Readonly<Record<string, readonly [days: number, bytes: number]>>): string {
  const folder = mkdtempSync(join(tmpdir(), "prune-"));
  for (const [name, [days, bytes]] of Object.entries(sessions)) {
    mkdirSync(join(folder, name, "blobs/ab"), { recursive: true });
    writeFileSync(join(folder, name, "blobs/ab/cd"), Buffer.alloc(bytes));
    const ledger = join(folder, name, "ledger.jsonl");
    writeFileSync(ledger, "");
    utimesSync(ledger, (now - days * day) / 1000, (now - days * day) / 1000);
  }
  return folder;
}

const limits = { maxAgeMs: 30 * day, maxBytes: 1000, take: async (session: string) => Promise.resolve(session === "mine" ? undefined : async () => Promise.resolve()), now };

describe("old checkpoints", () => {
  it("go by age, but those of a session in use", async () => {
    const folder = folderWith({ old: [31, 10], fresh: [29, 10], mine: [400, 10] });
    expect(await pruneCheckpoints(folder, limits)).to.deep.equal(["old"]);
    expect(readdirSync(folder)).to.have.members(["fresh", "mine"]);
  });

  it("go by size, the oldest first, until the rest fits", async () => {
    const folder = folderWith({ first: [3, 400], second: [2, 400], third: [1, 400], mine: [5, 500] });
    expect(await pruneCheckpoints(folder, limits)).to.deep.equal(["first", "second"]);
    expect(readdirSync(folder)).to.have.members(["third", "mine"]);
  });

  it("stay where there are none, and a removal that broke off is ended", async () => {
    expect(await pruneCheckpoints("/nowhere/at/all", limits)).to.deep.equal([]);
    const folder = folderWith({ "gone.going": [40, 10] });
    await pruneCheckpoints(folder, limits);
    expect(readdirSync(folder)).to.deep.equal([]);
  });
});
