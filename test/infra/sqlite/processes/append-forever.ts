import { writeSync } from "node:fs";
import { openSessionStore } from "../../../../src/infra/sqlite/open-session-store.ts";
import { base64, prompt, when, withFile } from "../sample-messages.ts";
import { fileAndDriver } from "./arguments.ts";

/** Appends to session `s` until it is killed and prints each number when its append has resolved. */
const store = await openSessionStore(fileAndDriver());
if ((await store.find("s")) === undefined) await store.create({ id: "s", title: "t", cwd: "/", createdAt: when });
for (let i = 0; ; i++) {
  const message = i % 3 === 2 ? withFile(base64(30_000, i)) : prompt(`message ${i} ${"word ".repeat(200)}`);
  const { seq } = await store.append("s", message);
  writeSync(1, `${seq}\n`);
}
