import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { toAinError } from "@ainative-code/sdk";
import { openSessionStore } from "../../../../src/infra/sqlite/open-session-store.ts";
import { prompt, when } from "../sample-messages.ts";
import { fileAndDriver } from "./arguments.ts";

/** Appends on a full disk until it fails, then once more with space again; prints what came of it as JSON. */
const { file, driver } = fileAndDriver();
const filler = join(dirname(file), "filler");
const store = await openSessionStore({ file, driver });
await store.create({ id: "s", title: "t", cwd: "/", createdAt: when });
for (let size = 64 * 1024; size >= 4096; size /= 2) fill(size);

const { saved, error } = await appendUntilFailure();
const readable = (await store.context("s")).length;
rmSync(filler);
const { seq } = await store.append("s", prompt("with space again"));
await store.close();
const again = await openSessionStore({ file, driver });
const inTheEnd = (await again.context("s")).length;
process.stdout.write(JSON.stringify({ error: toAinError(error), saved, readable, seq, inTheEnd }));
await again.close();

async function appendUntilFailure(): Promise<{ readonly saved: number; readonly error: unknown }> {
  for (let done = 0; ; done++) {
    try {
      await store.append("s", prompt(`${done} ${"word ".repeat(500)}`));
    } catch (thrown) {
      return { saved: done, error: thrown };
    }
  }
}

function fill(size: number): void {
  try {
    for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
  } catch {
    // No space for a piece of this size any more.
  }
}
