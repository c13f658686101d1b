import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TapeEntry } from "@ainative-code/sdk";
import { expect } from "chai";
import { openTapeFile } from "../../../src/infra/tape/tape-file.ts";

const entry: TapeEntry = { request: { messages: [] }, events: [{ type: "finish", stop: { reason: "stop" } }] };
const now = "2026-01-02T03:04:05.000Z";

describe("a tape's file", () => {
  const root = mkdtempSync(join(tmpdir(), "tape-"));
  const inFolder = (): string => join(mkdtempSync(join(root, "test-")), "a.jsonl");
  after(() => rmSync(root, { recursive: true }));

  it("begins with a header and grows by one line for each entry", async () => {
    const path = inFolder();
    const write = await openTapeFile(path, now);
    await write(entry);
    await write(entry);
    const lines = readFileSync(path, "utf8").split("\n");
    expect(lines.slice(0, -1).map((line): unknown => JSON.parse(line))).to.deep.equal([{ tape: 1, createdAt: now }, entry, entry]);
    expect(lines.at(-1)).to.equal("");
  });

  it("can be read by its owner only", async () => {
    if (process.platform === "win32") return;
    const path = inFolder();
    await openTapeFile(path, now);
    expect(statSync(path).mode & 0o777).to.equal(0o600);
  });

  it("is gone on with when it is opened again", async () => {
    const path = inFolder();
    await (await openTapeFile(path, now))(entry);
    await (await openTapeFile(path, "later"))(entry);
    expect(readFileSync(path, "utf8").trim().split("\n")).to.have.length(3);
  });

  for (const [what, text] of [
    ["another file", "notes\n"],
    ["a tape whose last entry was cut off", `{"tape":1,"createdAt":"${now}"}\n{"request":`],
  ] as const) {
    it(`leaves ${what} untouched and says so`, async () => {
      const path = inFolder();
      writeFileSync(path, text);
      expect(await failure(openTapeFile(path, now))).to.have.property("code", "invalid-input");
      expect(readFileSync(path, "utf8")).to.equal(text);
    });
  }

  it("names the file where it can't be made", async () => {
    const path = join(root, "none", "a.jsonl");
    const error = await failure(openTapeFile(path, now));
    expect(error).to.have.property("code", "storage");
    expect(error).to.have.property("message").that.includes(path);
  });

  it("tells when the disk takes no more", async function () {
    if (process.platform !== "linux") return this.skip();
    const error = await failure(openTapeFile("/dev/full", now));
    expect(error).to.have.property("code", "storage");
  });
});

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}
