import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { inspect } from "node:util";
import Mocha from "mocha";
import type { MochaResult } from "./mocha-result.ts";

const slowestShown = 10;

/**
 * A mocha reporter that says one line per test file as it ends, and writes counts, failures and the slowest tests to the
 * file named by its option `output`. Works in one process and with `--parallel`.
 */
export default class Reporter {
  readonly #tests: { readonly title: string; readonly ms: number }[] = [];
  readonly #failures: { readonly title: string; readonly file: string; readonly error: string }[] = [];
  readonly #skipped: string[] = [];
  readonly #perFile = new Map<string, { tests: number; failed: number; ms: number }>();

  constructor(runner: Mocha.Runner, options: { readonly reporterOptions?: { readonly output?: string } }) {
    runner.on("pass", (test) => this.#pass(test));
    runner.on("fail", (test, error: unknown) => this.#fail(test, error));
    runner.on("pending", (test) => this.#skipped.push(test.fullTitle()));
    runner.on("suite end", (suite) => this.#endOfSuite(suite));
    runner.once("end", () => writeFileSync(options.reporterOptions?.output ?? "mocha.json", JSON.stringify(this.#result())));
  }

  #pass(test: Mocha.Test): void {
    const ms = test.duration ?? 0;
    this.#tests.push({ title: test.fullTitle(), ms });
    this.#count(test, ms, 0);
  }

  #fail(test: Mocha.Runnable, error: unknown): void {
    this.#failures.push({ title: test.fullTitle(), file: fileOf(test), error: textOf(error) });
    this.#count(test, test.duration ?? 0, 1);
  }

  #count(test: Mocha.Runnable, ms: number, failed: number): void {
    const file = fileOf(test);
    const sum = this.#perFile.get(file) ?? { tests: 0, failed: 0, ms: 0 };
    this.#perFile.set(file, { tests: sum.tests + 1, failed: sum.failed + failed, ms: sum.ms + ms });
  }

  /** The suites of the first level end with their file, as a rule; a file with several says a line for each. */
  #endOfSuite(suite: Mocha.Suite): void {
    const file = suite.file === undefined ? "" : relative(process.cwd(), suite.file);
    const sum = this.#perFile.get(file);
    if (sum === undefined || suite.parent?.root !== true) return;
    this.#perFile.delete(file);
    const mark = sum.failed === 0 ? "ok  " : "FAIL";
    process.stdout.write(`  ${mark} ${file} (${String(sum.tests)} tests, ${String(Math.round(sum.ms))} ms)\n`);
  }

  #result(): MochaResult {
    return {
      passed: this.#tests.length,
      failures: this.#failures,
      skipped: this.#skipped,
      slowest: this.#tests.toSorted((a, b) => b.ms - a.ms).slice(0, slowestShown),
    };
  }
}

function fileOf(test: Mocha.Runnable): string {
  return test.file === undefined ? "" : relative(process.cwd(), test.file);
}

function textOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  const message = "message" in error ? String(error.message) : "";
  const stack = "stack" in error && typeof error.stack === "string" ? error.stack : "";
  const difference = "actual" in error && "expected" in error ? `\n${differenceOf(error.actual, error.expected)}` : "";
  return `${stack.includes(message) ? stack : `${message}\n${stack}`}${difference}`;
}

function differenceOf(actual: unknown, expected: unknown): string {
  return Mocha.reporters.Base.generateDiff(shown(actual), shown(expected));
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : inspect(value, { depth: 8, sorted: true });
}
