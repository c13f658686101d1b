import { isAinError } from "@ainative-code/sdk";
import { openSessionStore } from "../../../../src/infra/sqlite/open-session-store.ts";
import { fileAndDriver, startingGun } from "./arguments.ts";

/** Tries to take every session from the dead process 1 and prints the ids of those it got. */
const store = await openSessionStore(fileAndDriver());
const sessions = await store.list();
const me = { pid: process.pid, hostname: "here", startToken: "x" };
await startingGun();
for (const { id } of sessions) {
  try {
    await store.hold(id, me, ({ pid }) => pid !== 1);
    process.stdout.write(`${id}\n`);
  } catch (error) {
    if (!isAinError(error) || error.code !== "stale-state") throw error;
  }
}
await store.close();
