import { expect } from "chai";
import bash from "../src/bash.ts";
import bashOutput from "../src/bash-output.ts";
import bashStop from "../src/bash-stop.ts";
import { withTools } from "./with-tools.ts";

describe("bash in the background", () => {
  const bench = withTools();

  it("starts a shell, reads what is new and stops it", async () => {
    const begun = await bench.run(bash, { command: "echo ready; exec sleep 1000", background: true });
    expect(begun).to.deep.include({ content: "Started as shell-1. Read its output with bash_output, end it with bash_stop.\nready", isError: false });
    expect(await bench.ask(bashOutput, { id: "shell-1" })).to.equal("(nothing new)\n(running)");
    expect(await bench.ask(bashOutput, {})).to.equal("shell-1 (running): echo ready; exec sleep 1000");
    expect(await bench.ask(bashStop, { id: "shell-1" })).to.equal("shell-1 has been stopped (ended by SIGTERM).");
    expect(await bench.ask(bashStop, { id: "shell-1" })).to.equal("shell-1 had ended before (ended by SIGTERM).");
    expect(await bench.ask(bashOutput, { id: "shell-1" })).to.equal("(nothing new)\n(ended by SIGTERM)");
  });

  it("tells at once of one that can't run", async () => {
    const result = await bench.run(bash, { command: "no-such-program-here", background: true });
    expect(result.isError).to.equal(true);
    expect(result.content).to.match(/^shell-1 has ended already \(exit code 127\)\.\n.*no-such-program-here/);
  });

  it("waits for news", async () => {
    await bench.run(bash, { command: "while [ ! -e go ]; do sleep 0.01; done; echo went", background: true });
    const waiting = bench.ask(bashOutput, { id: "shell-1", waitMs: 20_000 });
    bench.put("go", "");
    expect(await waiting).to.match(/^went\n\((running|exit code 0)\)$/);
  });

  it("says where it waits, and no more once there is news or it has ended", async () => {
    await bench.run(bash, { command: "while [ ! -e go ]; do sleep 0.01; done; echo went", background: true });
    expect(await bench.run(bashOutput, { id: "shell-1" })).to.have.property("isWaiting", true);
    bench.put("go", "");
    expect(await bench.run(bashOutput, { id: "shell-1", waitMs: 20_000 })).not.to.have.property("isWaiting");
    await bench.ask(bashStop, { id: "shell-1" });
    expect(await bench.run(bashOutput, { id: "shell-1" })).not.to.have.property("isWaiting");
  });

  it("says which shells there are where one is not", async () => {
    expect(await bench.failure(bashOutput, { id: "shell-7" })).to.equal('invalid-input: There is no background shell "shell-7".');
    expect(await bench.ask(bashOutput, {})).to.equal("No background shell was started.");
  });

  it("asks for permission as in the foreground, and for none to look", () => {
    expect(bash.access({ command: "ls", background: true })).to.deep.equal([{ kind: "execute", command: "ls" }]);
    expect([bashOutput.risk, bashStop.risk]).to.deep.equal(["read", "read"]);
  });
});
