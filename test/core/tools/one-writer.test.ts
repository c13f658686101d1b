import { expect } from "chai";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machine } from "../../../src/app/machine.ts";
import { Slots } from "../../../src/core/slots.ts";
import { oneWriter } from "../../../src/core/tools/one-writer.ts";

const { signal } = new AbortController();

describe("several that write at the same time", () => {
  it("never lose each other's change: whoever comes later is refused", async () => {
    const cwd = realpathSync(mkdtempSync(join(tmpdir(), "writers-")));
    try {
      const turn = new Slots(1);
      const environment = { env: process.env, platform: process.platform, cwd };
      const files = Array.from({ length: 8 }, () => oneWriter(machine({ environment, unconfined: false, secretVariables: [] }), turn).files({ read: [], write: [] }, signal));
      for (let round = 0; round < 3; round++) {
        // Large enough that it is not read in one go.
        writeFileSync(join(cwd, "a.txt"), "old".repeat(300_000));
        await Promise.all(files.map(async (one) => one.read("a.txt")));
        const ends = await Promise.allSettled(files.map(async (one, index) => one.write("a.txt", Buffer.from(`by ${String(index)}`))));
        const written = ends.flatMap(({ status }, index) => (status === "fulfilled" ? [index] : []));
        expect(written).to.have.length(1);
        expect(readFileSync(join(cwd, "a.txt"), "utf8")).to.equal(`by ${String(written[0])}`);
        for (const end of ends) if (end.status === "rejected") expect(end.reason).to.include({ code: "stale-state" });
      }
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });
});
