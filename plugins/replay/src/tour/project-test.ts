import { runNode } from "./run-node.ts";

export interface ProjectTest {
  readonly passed: boolean;
  readonly output: string;
}

/** The command line by which the model runs the test as well. */
export const testCommand = "node --test --test-reporter=./report.js";

/** Really runs the project's test. */
export async function projectTest(folder: string, signal: AbortSignal): Promise<ProjectTest> {
  const { exitCode, output } = await runNode(testCommand.split(" ").slice(1), { cwd: folder, signal, output: "collect" });
  return { passed: exitCode === 0, output: output.trim() };
}
