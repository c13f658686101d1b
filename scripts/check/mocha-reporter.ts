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
  #file = { path: "", tests: 0, failed: 0, ms: 0 };

  constructor(runner: Mocha.Runner, options: { readonly reporterOptions?: { readonly output?: string } }) {
    runner.on("pass", (test) => this.#pass(test));
    runner.on("fail", (test, error: unknown) => this.#fail(test, error));
    runner.on("pending", (test) => this.#skipped.push(test.fullTitle()));
    runner.once("end", () => {
      this.#endOfFile();
      writeFileSync(options.reporterOptions?.output ?? "mocha.json", JSON.stringify(this.#result()));
    });
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

  /** The tests of a file come one after the other, side by side with others or not. */
  #count(test: Mocha.Runnable, ms: number, failed: number): void {
    const path = fileOf(test);
    if (path !== this.#file.path) this.#endOfFile();
    this.#file = { path, tests: this.#file.tests + 1, failed: this.#file.failed + failed, ms: this.#file.ms + ms };
  }

  #endOfFile(): void {
    const { path, tests, failed, ms } = this.#file;
    this.#file = { path: "", tests: 0, failed: 0, ms: 0 };
    if (tests === 0) return;
    process.stdout.write(`  ${failed === 0 ? "ok  " : "FAIL"} ${path} (${String(tests)} tests, ${String(Math.round(ms))} ms)\n`);
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
  const compares = "actual" in error && "expected" in error && error.actual !== error.expected;
  const difference = compares ? `\n${differenceOf(error.actual, error.expected)}` : "";
  return `${stack.includes(message) ? stack : `${message}\n${stack}`}${difference}`;
}

function differenceOf(actual: unknown, expected: unknown): string {
  return Mocha.reporters.Base.generateDiff(shown(actual), shown(expected));
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : inspect(value, { depth: 8, sorted: true });
}
