import { expect } from "chai";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { AinError, type AinError as Problem } from "@ainative-code/sdk";
import { createRedactor } from "../../../src/core/events/redact.ts";
import { createLog, type LogOptions, type RootLog } from "../../../src/infra/log/create-log.ts";

const source = new URL("../../../src/", import.meta.url).href;

async function run(program: string): Promise<string> {
  const args = ["--conditions=ainative-source", "--input-type=module", "-e", program];
  return (await promisify(execFile)(process.execPath, args)).stdout;
}

describe("the log", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "log-"));
    file = join(folder, "logs", "ainative-code.log");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (options: Partial<LogOptions> = {}): RootLog =>
    createLog({ file, level: "info", redactor: createRedactor(), ...options });
  const lines = (): Record<string, unknown>[] =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it("writes what happened as JSON lines, each whole, in order", async () => {
    const log = open();
    log.info("began", { step: 1 });
    log.warn("went on", { step: 2 });
    await log.flush();
    log.error("ended");
    const [began, wentOn, ended] = lines();
    expect(began).to.include({ name: "ainative-code", level: 30, msg: "began", step: 1, pid: process.pid, v: 0 });
    expect(Date.parse(String(began?.["time"]))).to.be.closeTo(Date.now(), 60_000);
    expect(wentOn).to.include({ level: 40, msg: "went on", step: 2 });
    expect(ended).to.include({ level: 50, msg: "ended" });
  });

  it("lets nobody else read it", async () => {
    const log = open();
    log.info("x");
    await log.flush();
    expect(statSync(file).mode & 0o077).to.equal(0);
    expect(statSync(join(folder, "logs")).mode & 0o077).to.equal(0);
  });

  it("makes no file for what is below its level", async () => {
    const log = open({ level: "warn" });
    log.trace("no");
    log.debug("no");
    log.info("no");
    await log.flush();
    expect(existsSync(file)).to.equal(false);
    log.warn("yes");
    await log.flush();
    expect(lines()).to.have.lengthOf(1);
  });

  it("says nothing at all when it is off", async () => {
    const log = open({ level: "off" });
    log.error("no");
    await log.flush();
    expect(existsSync(file)).to.equal(false);
  });

  it("carries plugin and session in each line of a child", async () => {
    const log = open().child({ plugin: "@acme/plugin" }).child({ session: "s1" });
    log.info("x", { plugin: "liar" });
    await log.flush();
    expect(lines()[0]).to.include({ plugin: "@acme/plugin", session: "s1", plugin_: "liar" });
  });

  it("asks for the session at each line", async () => {
    const context: Record<string, string> = {};
    const log = open({ context: () => context }).child({ plugin: "@acme/plugin" });
    log.info("before");
    context["session"] = "s1";
    log.info("during");
    await log.flush();
    expect(lines().map((line) => line["session"])).to.deep.equal([undefined, "s1"]);
  });

  it("shows a person what is important enough, without secrets, whatever goes to the file", async () => {
    const shown: string[] = [];
    const redactor = createRedactor(["hunter2-hunter2"]);
    const log = open({ level: "error", redactor, console: { level: "debug", write: (line) => void shown.push(line) } });
    log.trace("no");
    log.debug("told hunter2-hunter2", { token: "t", n: 1 });
    log.fatal("over");
    await log.flush();
    expect(shown.map((line) => line.slice(13))).to.deep.equal(["DEBUG told [redacted] token=\"[redacted]\" n=1", "FATAL over"]);
    expect(lines().map((line) => [line["level"], line["msg"]])).to.deep.equal([[60, "over"]]);
  });

  it("doesn't let a field replace what the line says of itself", async () => {
    const log = open();
    log.info("true", { msg: "false", level: 10, time: "never", pid: 1, name: "x", v: 9 });
    await log.flush();
    expect(lines()[0]).to.include({ msg: "true", level: 30, pid: process.pid, name: "ainative-code", v: 0 });
    expect(lines()[0]).to.include({ msg_: "false", level_: 10 });
  });

  it("takes out secrets by key, by shape and by value", async () => {
    const log = open({ redactor: createRedactor(["hunter2-hunter2"]) });
    log.info("login with hunter2-hunter2", {
      headers: { Authorization: "Bearer x", accept: "*/*" },
      error: new Error("401 for sk-abcdefghijklmnop1234"),
      map: new Map([["password", "p"]]),
    });
    await log.flush();
    const text = readFileSync(file, "utf8");
    expect(text).to.not.match(/hunter2|sk-abc|Bearer x|"p"/);
    expect(lines()[0]).to.deep.include({ msg: "login with [redacted]", headers: { Authorization: "[redacted]", accept: "*/*" } });
  });

  it("writes errors with code, what to do next and cause, and bounds what it is given", async () => {
    const log = open();
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    const cause = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
    const error = new AinError("network", "Away.", { actions: ["Wait"], cause });
    const long = "x".repeat(1e6);
    const many = Array.from({ length: 1e4 }, () => 1);
    log.error("bad day", { error, circle, bytes: new Uint8Array(9), big: 10n, long, many });
    await log.flush();
    const [line] = lines();
    expect(line).to.have.nested.property("error.code", "network");
    expect(line).to.have.nested.property("error.actions[0]", "Wait");
    expect(line).to.have.nested.property("error.cause.code", "ECONNREFUSED");
    expect(line).to.include({ bytes: "[9 bytes]", big: "10" });
    expect(readFileSync(file, "utf8").length).to.be.lessThan(30_000);
  });

  it("doesn't throw for a field that throws", async () => {
    const log = open();
    const trap = {
      get value(): never {
        throw new Error("trap");
      },
    };
    log.info("x", trap);
    log.info("after", {});
    await log.flush();
    expect(lines().at(-1)).to.include({ msg: "after" });
  });

  it("loses no line of a process that ends at once", async () => {
    const program = `
      import { createLog } from "${source}infra/log/create-log.ts";
      import { createRedactor } from "${source}core/events/redact.ts";
      const log = createLog({ file: ${JSON.stringify(file)}, level: "info", redactor: createRedactor() });
      log.error("last words", { apiKey: "k" });
      process.exit(3);`;
    await run(program).catch(() => {});
    expect(lines()).to.have.lengthOf(1);
    expect(lines()[0]).to.include({ name: "ainative-code", level: 50, msg: "last words", apiKey: "[redacted]", v: 0 });
  });

  it("loads bunyan at the first line and not before", async () => {
    const program = `
      import { createLog } from "${source}infra/log/create-log.ts";
      import { createRedactor } from "${source}core/events/redact.ts";
      import { createRequire } from "node:module";
      const loaded = () => Object.keys(createRequire("${source}").cache ?? {}).some((path) => path.includes("bunyan"));
      const log = createLog({ file: ${JSON.stringify(file)}, level: "info", redactor: createRedactor() });
      log.debug("x"); await log.flush(); const before = loaded();
      log.info("x"); await log.flush();
      console.log(before, loaded());`;
    expect(await run(program)).to.equal("false true\n");
  });

  describe("where it can't be written", () => {
    it("says so once, with what to do, and is silent from then on", async () => {
      writeFileSync(join(folder, "logs"), "a file where the folder should be");
      const problems: Problem[] = [];
      const log = open({ onProblem: (problem) => problems.push(problem) });
      log.info("one");
      await log.flush();
      log.info("two");
      log.child({ plugin: "p" }).error("three");
      await log.flush();
      expect(problems).to.have.lengthOf(1);
      expect(problems[0]).to.include({ code: "storage" });
      expect(problems[0]?.message).to.include(file);
      expect(problems[0]?.actions).to.not.be.empty;
    });

    it("survives a listener that throws", async () => {
      writeFileSync(join(folder, "logs"), "");
      const log = open({
        onProblem: () => {
          throw new Error("listener");
        },
      });
      log.info("one");
      await log.flush();
      log.info("two");
    });

    it("goes on in the full file where no new one can be begun", async () => {
      const log = open({ maxBytes: 100, keep: 1 });
      mkdirSync(join(`${file}.1`, "in the way"), { recursive: true });
      for (let line = 0; line < 100; line++) log.info("more");
      await log.flush();
      expect(lines()).to.have.lengthOf(100);
    });
  });
});
