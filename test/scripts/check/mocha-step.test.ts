import { expect } from "chai";
import { mochaStep } from "../../../scripts/check/mocha-step.ts";
import type { Outcome } from "../../../scripts/check/outcome.ts";

describe("the step that runs tests", () => {
  for (const jobs of [1, 2]) {
    it(`counts what passed, failed and was skipped, with ${String(jobs)} at a time`, async () => {
      const { passed, failed, skipped, text } = await run(jobs, "mixed");
      expect({ passed, failed, skipped }).to.deep.equal({ passed: 1, failed: 1, skipped: 1 });
      expect(text).to.include("1) mixed fails").and.to.include("test/scripts/check/fixtures/mixed.ts");
      expect(text).to.match(/-\s+2\n.*\+\s+3|-.*\[ 1, 2 \].*\n.*\+.*\[ 1, 3 \]/);
      expect(text).to.match(/slowest:\n +\d+ ms {2}mixed passes/);
    });

    it(`counts a hook that fails, with ${String(jobs)} at a time`, async () => {
      const { failed, text } = await run(jobs, "hook-fails");
      expect(failed).to.equal(1);
      expect(text).to.include("the hook broke");
    });

    it(`takes a test process that ends itself, even with 0, for a failure, with ${String(jobs)} at a time`, async () => {
      expect((await run(jobs, "dies")).failed).to.equal(1);
    });

    it(`takes a file that can't be loaded for a failure, with ${String(jobs)} at a time`, async () => {
      expect((await run(jobs, "is-not-there")).failed).to.equal(1);
    });
  }

  it("takes a run without an end for a failure", async () => {
    const outcome = await mochaStep("tests", { files: [fixture("mixed")], jobs: 1, timeoutMs: 1, tell }).run();
    expect(outcome).to.include({ passed: 0, failed: 1 });
  });
});

function run(jobs: number, name: string): Promise<Outcome> {
  return mochaStep("tests", { files: [fixture(name)], jobs, timeoutMs: 15_000, tell }).run();
}

function fixture(name: string): string {
  return `test/scripts/check/fixtures/${name}.ts`;
}

function tell(): void {
  // what the inner run says is no news of this one
}
