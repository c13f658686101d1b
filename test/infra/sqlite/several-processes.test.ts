import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { openSessionStore } from "../../../src/infra/sqlite/open-session-store.ts";
import { eachDriver } from "./each-driver.ts";
import { output, start } from "./processes/start.ts";
import type { Started } from "./processes/start.ts";
import { when } from "./sample-messages.ts";
import { tempFile } from "./temp-file.ts";

eachDriver("several processes at one session store", (driver) => {
  it("keeps every message that was saved when the process is killed at any moment", async () => {
    const file = tempFile();
    let saved = 0;
    for (let round = 0; round < 2; round++) {
      const running = start("append-forever.ts", [file, driver]);
      const wanted = 1 + Math.floor(Math.random() * 80);
      let seen = 0;
      for await (const line of running.lines) {
        saved = Number(line);
        if (++seen === wanted) setTimeout(() => running.child.kill("SIGKILL"), Math.random() * 20);
      }
      await running.ended;
      expect(seen).to.be.at.least(wanted);

      const store = await openSessionStore({ file, driver });
      const seqs = (await store.context("s")).map(({ seq }) => seq);
      // The last one may have been saved without a chance to say so.
      expect(seqs.length).to.be.within(saved, saved + 1);
      expect(seqs).to.deep.equal(Array.from(seqs, (_, i) => i + 1));
      expect((await store.find("s"))?.messageCount).to.equal(seqs.length);
      await store.close();
    }
    const raw = new DatabaseSync(file);
    expect(raw.prepare("PRAGMA integrity_check").get()?.["integrity_check"]).to.equal("ok");
    raw.exec("INSERT INTO message_search (message_search, rank) VALUES ('integrity-check', 1)");
    raw.close();
  });

  it("lets several make the database at the same moment", async () => {
    const file = tempFile();
    const all = await Promise.all(Array.from({ length: 3 }, () => ready(start("open-new.ts", [file, driver]))));
    const ends = await Promise.all(all.map(fire));
    expect(ends).to.deep.equal([["done"], ["done"], ["done"]]);
    const store = await openSessionStore({ file, driver });
    expect((await store.list()).map(({ messageCount }) => messageCount)).to.deep.equal([5, 5, 5]);
    await store.close();
  });

  it("lets exactly one take each session from a dead process", async () => {
    const file = tempFile();
    const sessions = Array.from({ length: 40 }, (_, i) => `session-${i}`);
    const store = await openSessionStore({ file, driver });
    for (const id of sessions) {
      await store.create({ id, title: "t", cwd: "/", createdAt: when });
      await store.hold(id, { pid: 1, hostname: "here", startToken: "dead" }, () => false);
    }
    await store.close();
    const rivals = await Promise.all([1, 2].map(() => ready(start("take-holds.ts", [file, driver]))));
    const won = (await Promise.all(rivals.map(fire))).flat();
    expect(won).to.have.members(sessions);
  });
});

async function ready(started: Started): Promise<Started> {
  expect((await started.lines.next()).value).to.equal("ready");
  return started;
}

function fire(started: Started): Promise<readonly string[]> {
  started.go();
  return output(started);
}
