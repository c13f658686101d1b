import type { Step, StepReport } from "./outcome.ts";

/** Runs steps, so many at a time, and tells each one's report as it comes. A throw of a step is its failure. */
export async function runSteps(
  steps: readonly Step[],
  atOnce: number,
  tell: (report: StepReport) => void,
): Promise<readonly StepReport[]> {
  const waiting = [...steps];
  const reports: StepReport[] = [];
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const report = await runStep(step);
      reports.push(report);
      tell(report);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return reports;
}

async function runStep(step: Step): Promise<StepReport> {
  const start = performance.now();
  try {
    return { name: step.name, ...(await step.run()), ms: performance.now() - start };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { name: step.name, passed: 0, failed: 1, skipped: 0, text, ms: performance.now() - start };
  }
}
