import { spawn } from "node:child_process";
import { getEventListeners, once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAinError } from "@ainative-code/sdk";
import type { BackgroundShells } from "@ainative-code/sdk";
import { expect } from "chai";
import { createShells } from "../../../src/infra/process/background-shells.ts";
import { createProcesses } from "../../../src/infra/process/create-processes.ts";
import { isThere } from "./is-there.ts";

describe("background shells", () => {
  let cwd = "";
  let shells = createShells();
  let background: BackgroundShells | undefined;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), "shells-"));
    shells = createShells({ graceMs: 150, maxOutputBytes: 2000 });
    background = createProcesses({ cwd, env: process.env, signal: new AbortController().signal, shells }).background;
  });
  afterEach(async () => {
    await shells.close();
    rmSync(cwd, { recursive: true, force: true });
  });
  const inBackground = (): BackgroundShells => {
    if (background === undefined) throw new Error("there are none");
    return background;
  };
  /** Reads until a text has come. */
  const until = async (id: string, text: string): Promise<string> => {
    let read = "";
    while (!read.includes(text)) read += (await inBackground().read(id, { waitMs: 5000 })).output;
    return read;
  };
  const pidFrom = async (file: string): Promise<number> => {
    while (!existsSync(file) || readFileSync(file, "utf8").trim() === "") await sleep(5);
    return Number(readFileSync(file, "utf8"));
  };

  it("gives what came since the last look, and the end", async () => {
    const { id } = await inBackground().start({ command: "echo one; read -r x < <(while [ ! -e go ]; do sleep 0.01; done); echo two; exit 3" });
    expect(await until(id, "one\n")).to.equal("one\n");
    expect((await inBackground().read(id)).output).to.equal("");
    await inBackground().start({ command: "touch go" });
    expect(await until(id, "two\n")).to.equal("two\n");
    let { shell } = await inBackground().read(id, { waitMs: 5000 });
    while (shell.running) ({ shell } = await inBackground().read(id, { waitMs: 5000 }));
    expect(shell).to.include({ id, running: false, exitCode: 3 });
    expect(inBackground().list().map((one) => one.id)).to.deep.equal(["shell-1", "shell-2"]);
  });

  it("leaves no listener behind where it was waited for", async () => {
    const { signal } = new AbortController();
    background = createProcesses({ cwd, env: process.env, signal, shells }).background;
    const { id } = await inBackground().start({ command: "sleep 1000" });
    const before = getEventListeners(signal, "abort").length;
    for (let look = 0; look < 5; look += 1) await inBackground().read(id, { waitMs: 1 });
    expect(getEventListeners(signal, "abort")).to.have.length(before);
  });

  it("stops one that ignores SIGTERM, and what it started", async () => {
    const { id } = await inBackground().start({ command: "trap '' TERM; sleep 1000 & echo $! > child; echo ready; while :; do sleep 0.01; done" });
    await until(id, "ready");
    expect(await inBackground().stop(id)).to.include({ running: false, signal: "SIGKILL" });
    expect(isThere(await pidFrom(join(cwd, "child")))).to.equal(false);
    expect(await inBackground().stop(id)).to.include({ running: false });
  });

  it("keeps beginning and end of a flood", async () => {
    const { id } = await inBackground().start({ command: "echo begin; head -c 100000000 /dev/zero | tr '\\0' x; echo; echo end" });
    let [all, bytes] = ["", 0];
    for (let running = true; running; ) {
      const { output, outputBytes, shell } = await inBackground().read(id, { waitMs: 5000 });
      expect(output.length).to.be.lessThan(2100);
      all += output.slice(0, 100) + output.slice(-100);
      bytes += outputBytes;
      ({ running } = shell);
    }
    expect(all).to.match(/^begin\n/).and.match(/\nend\n$/);
    expect(bytes).to.equal(100_000_011);
  });

  it("knows no other, and starts no more than sixteen", async () => {
    const code = async (promise: Promise<unknown>): Promise<unknown> => promise.then(() => "none", (error: unknown) => (isAinError(error) ? error.code : error));
    expect(await code(inBackground().read("shell-9"))).to.equal("invalid-input");
    expect(await code(inBackground().stop("x"))).to.equal("invalid-input");
    for (let count = 0; count < 16; count++) await inBackground().start({ command: "exec sleep 1000" });
    expect(await code(inBackground().start({ command: "true" }))).to.equal("invalid-input");
  });

  it("outlives the call that started it, and ends with the session", async () => {
    const call = new AbortController();
    const { background: of } = createProcesses({ cwd, env: process.env, signal: call.signal, shells });
    await of?.start({ command: "echo $$ > pid; exec sleep 1000" });
    call.abort();
    const pid = await pidFrom(join(cwd, "pid"));
    expect(isThere(pid)).to.equal(true);
    await shells.close();
    expect(isThere(pid)).to.equal(false);
  });

  for (const signal of ["SIGKILL", "SIGTERM"] as const) {
    it(`ends with its program, also where that ends by ${signal}`, async () => {
      const source = new URL("../../../src/infra/process/", import.meta.url).href;
      const program = `
        const { createShells } = await import("${source}background-shells.ts");
        const { createProcesses } = await import("${source}create-processes.ts");
        const processes = createProcesses({ cwd: process.cwd(), env: process.env, signal: new AbortController().signal, shells: createShells() });
        await processes.background.start({ command: "true" });
        await processes.background.start({ command: "trap '' TERM; echo $$ > pid; while :; do sleep 0.1; done" });
        process.stdout.write("ready");
        setInterval(() => undefined, 1000);`;
      const child = spawn(process.execPath, ["--conditions=ainative-source", "--input-type=module", "-e", program], { cwd, stdio: ["ignore", "pipe", "ignore"] });
      await once(child.stdout, "data");
      const pid = await pidFrom(join(cwd, "pid"));
      child.kill(signal);
      await once(child, "exit");
      for (const until = Date.now() + 10_000; isThere(pid) && Date.now() < until; ) await sleep(10);
      expect(isThere(pid)).to.equal(false);
    });
  }

  it("does not keep a program from ending", async () => {
    const source = new URL("../../../src/infra/process/", import.meta.url).href;
    const program = `
      const { createShells } = await import("${source}background-shells.ts");
      const { createProcesses } = await import("${source}create-processes.ts");
      const shells = createShells();
      const processes = createProcesses({ cwd: process.cwd(), env: process.env, signal: new AbortController().signal, shells });
      const { id } = await processes.background.start({ command: "echo $$ > pid; exec sleep 1000" });
      await shells.close();`;
    const child = spawn(process.execPath, ["--conditions=ainative-source", "--input-type=module", "-e", program], { cwd, stdio: "ignore" });
    expect((await once(child, "exit"))[0]).to.equal(0);
  });
});
