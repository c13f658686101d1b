import { expect } from "chai";
import { execFile } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { RotatingFile } from "../../../src/infra/log/rotating-file.ts";

const module = new URL("../../../src/infra/log/rotating-file.ts", import.meta.url).href;

describe("a rotating file", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "rotating-"));
    path = join(folder, "log");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const all = (): string[] =>
    readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n").filter((line) => line !== ""));

  it("begins a new file when one is full, and keeps so many old ones", () => {
    const file = new RotatingFile({ path, maxBytes: 500, keep: 3 });
    for (let line = 0; line < 1000; line++) file.write(`line ${line}\n`);
    file.close();
    expect(readdirSync(folder).toSorted()).to.deep.equal(["log", "log.1", "log.2", "log.3"]);
    const read = (name: string): string => readFileSync(join(folder, name), "utf8");
    const kept = ["log.3", "log.2", "log.1", "log"].map(read).join("").trimEnd().split("\n");
    expect(kept.at(-1)).to.equal("line 999");
    const last = Array.from({ length: kept.length }, (_, index) => `line ${1000 - kept.length + index}`);
    expect(kept, "no gap between the files").to.deep.equal(last);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).to.be.lessThan(1000);
  });

  it("goes on in the file that is there, and moves it when it is full already", () => {
    writeFileSync(path, `${"x".repeat(600)}\n`);
    const file = new RotatingFile({ path, maxBytes: 500, keep: 1 });
    file.write("new\n");
    file.close();
    expect(readFileSync(path, "utf8")).to.equal("new\n");
    expect(statSync(`${path}.1`).size).to.equal(601);
  });

  it("follows a file that somebody else moved or removed", () => {
    const file = new RotatingFile({ path, maxBytes: 1e6, keep: 1 });
    file.write("one\n");
    renameSync(path, `${path}.moved`);
    for (let line = 0; line < 40; line++) file.write("two\n");
    expect(existsSync(path)).to.equal(true);
    rmSync(path);
    for (let line = 0; line < 40; line++) file.write("three\n");
    file.close();
    expect(readFileSync(path, "utf8")).to.include("three");
  });

  it("takes over the lock of a process that died, and waits for no living one", () => {
    writeFileSync(`${path}.lock`, "");
    const file = new RotatingFile({ path, maxBytes: 10, keep: 5 });
    for (let line = 0; line < 100; line++) file.write(`line ${line}\n`);
    expect(existsSync(`${path}.1`), "moved while another process held the lock").to.equal(false);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(`${path}.lock`, longAgo, longAgo);
    for (let line = 100; line < 200; line++) file.write(`line ${line}\n`);
    file.close();
    expect(existsSync(`${path}.1`)).to.equal(true);
    expect(all()).to.have.lengthOf(200);
  });

  it("loses and mixes no line of several processes", async () => {
    const program = `
      import { RotatingFile } from "${module}";
      const file = new RotatingFile({ path: ${JSON.stringify(path)}, maxBytes: 20_000, keep: 60 });
      const from = process.argv[1];
      for (let line = 0; line < 2000; line++) file.write(JSON.stringify([from, line, "x".repeat(line % 150)]) + "\\n");`;
    const writers = ["a", "b", "c"];
    await Promise.all(writers.map((name) => promisify(execFile)(process.execPath, ["--input-type=module", "-e", program, name])));
    expect(readdirSync(folder).length).to.be.greaterThan(10);
    const seen = all().map((line): unknown => JSON.parse(line));
    for (const name of writers) {
      const numbers = seen.flatMap((line) => (Array.isArray(line) && line[0] === name ? [Number(line[1])] : []));
      expect(numbers.toSorted((one, other) => one - other)).to.deep.equal(Array.from({ length: 2000 }, (_, index) => index));
    }
  });
});
