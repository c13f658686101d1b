import { readFileSync } from "node:fs";
import { expect } from "chai";
import bash from "../src/bash.ts";
import { withTools } from "./with-tools.ts";

describe("bash", () => {
  const bench = withTools();

  it("returns the output of a command", async () => {
    const result = await bench.run(bash, { command: "echo out; echo err >&2" });
    expect(result).to.deep.include({ content: "out\nerr", isError: false });
    expect(result.details).to.include({ exitCode: 0, signal: null, timedOut: false, outputBytes: 8 });
  });

  it("tells an exit code other than 0, and a signal", async () => {
    expect(await bench.run(bash, { command: "echo no; exit 3" })).to.deep.include({ content: "no\n(exit code 3)", isError: true });
    expect(await bench.run(bash, { command: "exit 1" })).to.deep.include({ content: "(exit code 1)", isError: true });
    expect(await bench.run(bash, { command: "kill -SEGV $$" })).to.deep.include({ content: "(ended by SIGSEGV)", isError: true });
  });

  it("says that there was no output", async () => {
    expect(await bench.run(bash, { command: "true" })).to.deep.include({ content: "(no output)", isError: false });
  });

  it("says that it timed out and ended everything", async () => {
    const result = await bench.run(bash, { command: "echo begun; sleep 100 & echo $! > pid; wait", timeoutMs: 150 });
    expect(result).to.deep.include({
      content: "begun\n(timed out after 150 ms; the command and everything it started were ended)",
      isError: true,
    });
    expect(isThere(Number(bench.text("pid")))).to.equal(false);
  });

  it("says that it ended what was left in the background", async () => {
    expect(await bench.ask(bash, { command: "sleep 100 & echo begun" })).to.equal(
      "begun\n(processes left running in the background were ended)",
    );
  });

  it("keeps head and tail of a long output", async () => {
    const text = await bench.ask(bash, { command: "seq 1 100000" });
    expect(text).to.match(/^1\n2\n/).and.match(/99999\n100000$/).and.contain("bytes left out");
    expect(text.length).to.be.lessThan(70_000);
  });

  it("tells of its progress while it runs", async () => {
    bench.put("wait.sh", "for i in $(seq 500); do [ -e go ] && exit 0; sleep 0.01; done; exit 9");
    const running = bench.run(bash, { command: "echo begun; bash wait.sh" });
    while (bench.progress.length === 0) await new Promise(setImmediate);
    expect(bench.progress.join("")).to.equal("begun\n");
    bench.put("go", "");
    expect((await running).isError).to.equal(false);
  });

  it("passes on the end of a flood only", async () => {
    await bench.run(bash, { command: "seq 1 300000" });
    expect(bench.progress.join("")).to.match(/300000\n$/);
    expect(bench.progress.join("").length).to.be.lessThan(500_000);
  });

  it("ends on abort", async () => {
    const running = bench.failure(bash, { command: "echo begun; sleep 100" });
    while (bench.progress.length === 0) await new Promise(setImmediate);
    bench.abort();
    expect(await running).to.match(/^cancelled: /);
  });

  it("declares the command", () => {
    expect(bash.access({ command: "ls" })).to.deep.equal([{ kind: "execute", command: "ls" }]);
  });
});

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}
