import { openSessionStore } from "../../../../src/infra/sqlite/open-session-store.ts";
import { prompt, when } from "../sample-messages.ts";
import { fileAndDriver, startingGun } from "./arguments.ts";

/** Opens a database that others open at the same moment, and leaves a session of its own in it. */
await startingGun();
const store = await openSessionStore(fileAndDriver());
const id = `process-${process.pid}`;
await store.create({ id, title: "t", cwd: "/", createdAt: when });
for (let i = 0; i < 5; i++) await store.append(id, prompt(String(i)));
await store.close();
process.stdout.write("done\n");
