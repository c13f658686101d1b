/**
 * Everything that must hold before a change goes in: `npm run check`. With `--with-tests` it builds first and runs every
 * test: `npm test`. Goes on to the end whatever fails, and closes with one line of counts.
 */
import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { delimiter, join } from "node:path";
import { readTree } from "../test/architecture/source/tree.ts";
import { sizeTable } from "../test/architecture/size-statistics.ts";
import { closingLine } from "./check/closing-line.ts";
import { mochaStep } from "./check/mocha-step.ts";
import type { StepReport } from "./check/outcome.ts";
import { programStep } from "./check/program-step.ts";
import { runSteps } from "./check/run-steps.ts";

const withTests = process.argv.includes("--with-tests");
const root = join(import.meta.dirname, "..");
process.chdir(root);
process.env["PATH"] = `${join(root, "node_modules/.bin")}${delimiter}${process.env["PATH"] ?? ""}`;
// Nothing here leaves the machine, and reading the certificates costs every Node process of the tests its time.
delete process.env["NODE_EXTRA_CA_CERTS"];

const committed = programStep("what the build writes is committed", "node", ["scripts/build.ts", "--check"]);
const build = programStep("build", "node", ["scripts/build.ts"]);
const checks = [
  programStep("types (tsc)", "tsc", ["--noEmit", "-p", "tsconfig.json"]),
  programStep("lint (oxlint)", "oxlint", ["--type-aware", "--deny-warnings", "--format", "unix"]),
  programStep("dead code and dependencies (knip)", "knip", ["--no-progress", "--no-config-hints"]),
];
const laws = ["test/architecture/rules/*.test.ts", "test/architecture/*.test.ts", "test/contract/*.test.ts"];
// Those that start programs take the longest: first, so that none of them is left for one process at the end.
const long = ["test/e2e/**/*.test.ts", "test/architecture/*.test.ts", "test/commands/**/*.test.ts", "test/infra/sqlite/*.test.ts"];
const all = ["test/**/*.test.ts", "plugins/*/test/**/*.test.ts"];
// One more than there are processors, for tests also wait.
const jobs = availableParallelism() + 1;
const tests = withTests
  ? mochaStep("tests", { files: [...new Set([...globs(long), ...globs(all)])], jobs, timeoutMs: 1_200_000, tell: say })
  : mochaStep("architecture and contract", { files: globs(laws), jobs: 1, timeoutMs: 240_000, tell: say });

const started = performance.now();
const reports = [
  ...(await runSteps(withTests ? [committed, build] : [committed], 1, tell)),
  ...(await runSteps(checks, 2, tell)),
  ...(await runSteps([tests], 1, tell)),
];

process.stdout.write(`\n${sizeTable(readTree(root))}\n\n`);
for (const { name, ms } of reports.toSorted((a, b) => b.ms - a.ms)) process.stdout.write(`${seconds(ms)}  ${name}\n`);
process.stdout.write(`${seconds(performance.now() - started)}  in all\n\n`);
process.stdout.write(`${closingLine(reports)}\n`);
process.exitCode = reports.some(({ failed }) => failed > 0) ? 1 : 0;

function tell({ name, failed, text, ms }: StepReport): void {
  process.stdout.write(`${failed === 0 ? "ok  " : "FAIL"} ${name} (${seconds(ms).trim()})\n`);
  if (text !== "") process.stdout.write(`${text.replaceAll(/^/gm, "     ")}\n`);
}

function say(text: string): void {
  process.stdout.write(text);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1).padStart(7)} s`;
}

function globs(patterns: readonly string[]): readonly string[] {
  return globSync([...patterns], { exclude: ["**/node_modules/**"] }).toSorted();
}
