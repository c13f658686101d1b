import { expect } from "chai";
import { closingLine } from "../../../scripts/check/closing-line.ts";
import type { Step } from "../../../scripts/check/outcome.ts";
import { programStep } from "../../../scripts/check/program-step.ts";
import { runProgram } from "../../../scripts/check/run-program.ts";
import { runSteps } from "../../../scripts/check/run-steps.ts";

const node = process.execPath;

describe("the steps of a check", () => {
  it("go on after a failure and after a throw, and are summed up", async () => {
    const broken: Step = { name: "broken", run: () => Promise.reject(new Error("a bug of the check")) };
    const steps = [programStep("bad", node, ["-e", "process.exit(3)"]), broken, programStep("good", node, ["-e", "0"])];
    const told: string[] = [];
    const reports = await runSteps(steps, 1, ({ name, failed }) => told.push(`${name} ${String(failed)}`));
    expect(told).to.deep.equal(["bad 1", "broken 1", "good 0"]);
    expect(closingLine(reports)).to.equal("1 passed, 2 failed");
    expect(reports[1]?.text).to.include("a bug of the check");
  });

  it("run as many at a time as they may", async () => {
    let now = 0;
    let most = 0;
    const step = (name: string): Step => ({
      name,
      async run() {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        return { passed: 1, failed: 0, skipped: 0, text: "" };
      },
    });
    await runSteps(["a", "b", "c", "d", "e"].map(step), 2, () => {});
    expect(most).to.equal(2);
  });

  it("show what a failing program said", async () => {
    const { text } = await programStep("bad", node, ["-e", "console.log('out'); console.error('err'); process.exit(3)"]).run();
    expect(text).to.include("out").and.to.include("err").and.to.include("ended with 3");
  });

  it("take a program that is not there for a failure", async () => {
    expect((await programStep("none", "no-such-program", []).run()).text).to.include("could not be started");
  });

  it("end a program with all it has started when its time is up", async () => {
    const script = `require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"], { stdio: "inherit" })`;
    const { code, output } = await runProgram(node, ["-e", script], { timeoutMs: 300 });
    expect(code).to.equal(-1);
    expect(output).to.include("did not end within 0.3 s");
  });
});

describe("the closing line", () => {
  it("names what was skipped only where something was", () => {
    const outcome = { passed: 2, failed: 0, skipped: 0, text: "" };
    expect(closingLine([outcome, outcome])).to.equal("4 passed, 0 failed");
    expect(closingLine([outcome, { ...outcome, skipped: 1 }])).to.equal("4 passed, 0 failed, 1 skipped");
  });
});
