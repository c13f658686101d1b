import { expect } from "chai";
import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LogTail } from "../../../src/infra/log/log-tail.ts";
import { RotatingFile } from "../../../src/infra/log/rotating-file.ts";

describe("the tail of a log", () => {
  let folder: string;
  let path: string;
  let tail: LogTail;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tail-"));
    path = join(folder, "x.log");
    tail = new LogTail(path, 3);
  });
  afterEach(() => {
    tail.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("reads the files of a log from the oldest to the newest", () => {
    writeFileSync(`${path}.2`, "a\nb\n");
    writeFileSync(`${path}.1`, "c\n");
    writeFileSync(path, "d\n");
    expect(tail.read()).to.deep.equal(["a", "b", "c", "d"]);
    expect(tail.read()).to.deep.equal([]);
  });

  it("is patient where there is no log yet, and with half a line", () => {
    expect(tail.read()).to.deep.equal([]);
    appendFileSync(path, "one\ntw");
    expect(tail.read()).to.deep.equal(["one"]);
    const rest = Buffer.from("o Grüße\n");
    appendFileSync(path, rest.subarray(0, 5));
    expect(tail.read()).to.deep.equal([]);
    appendFileSync(path, rest.subarray(5));
    expect(tail.read()).to.deep.equal(["two Grüße"]);
  });

  it("loses nothing over rotations, also not what goes to the old file late", () => {
    writeFileSync(path, "1\n");
    expect(tail.read()).to.deep.equal(["1"]);
    appendFileSync(path, "2\n");
    renameSync(path, `${path}.1`);
    writeFileSync(path, "3\n");
    expect(tail.read()).to.deep.equal(["2", "3"]);
    appendFileSync(`${path}.1`, "late\n");
    appendFileSync(path, "4\n");
    expect(tail.read()).to.deep.equal(["late", "4"]);
  });

  it("reads each line of a log that is rotated all the time once and in order", () => {
    const file = new RotatingFile({ path, maxBytes: 200, keep: 3 });
    const seen: string[] = [];
    for (let line = 0; line < 1000; line++) {
      file.write(`line ${line}\n`);
      if (line % 10 === 0) seen.push(...tail.read());
    }
    file.close();
    seen.push(...tail.read());
    expect(seen).to.deep.equal(Array.from({ length: 1000 }, (_, line) => `line ${line}`));
  });
});
