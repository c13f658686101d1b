import { openSessionStore } from "../../../../src/infra/sqlite/open-session-store.ts";
import { fileAndDriver, startingGun } from "./arguments.ts";

/** Appends 40 rows to the audit log, some of them together, beside whoever else does. */
const store = await openSessionStore(fileAndDriver());
await startingGun();
const event = (step: number) => ({ at: new Date().toISOString(), kind: "tool" as const, actor: `p${process.pid}`, detail: { step } });
for (let step = 0; step < 40; step += 2) await store.audit.append([event(step), event(step + 1)]);
await store.close();
process.stdout.write("done\n");
