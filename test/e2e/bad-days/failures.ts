import type { CliResult } from "@ainative-code/test-kit";
import { expect } from "chai";

/** What a person reads of a failure: a sentence, then what to do next; no stack, no code, nothing twice. */
export function expectWellTold(stderr: string): void {
  expect(stderr, "a stack").to.not.match(/^\s+at .+:\d+/m);
  expect(stderr, "an advice for programmers").to.not.match(/--trace-|node:internal|AinError|\[object Object\]|undefined/);
  expect(stderr.match(/^Try: /gm) ?? [], "more than one list of next steps").to.have.length.at.most(1);
  expect(stderr, "a word twice").to.not.match(/Try: (Try|Or)\b/);
}

export interface ToldFailure {
  readonly exitCode: number;
  /** The code of the error, as JSON tells it. */
  readonly code: string;
  /** The sentence, and each next step. */
  readonly told: readonly (RegExp | string)[];
}

/** The failure of a run in text: its exit code, one sentence, one next step at least; what is on stdout is the answer alone. */
export function expectFailure(result: CliResult, { exitCode, told }: Omit<ToldFailure, "code">, stdout = ""): void {
  expect(result.exitCode, `${result.stdout}${result.stderr}`).to.equal(exitCode);
  expect(result.stdout).to.equal(stdout);
  expectWellTold(result.stderr);
  expect(result.stderr).to.match(/^(Error: |Cancelled)/m);
  for (const words of told) {
    if (typeof words === "string") expect(result.stderr).to.include(words);
    else expect(result.stderr).to.match(words);
  }
}

export interface ResultLine {
  readonly type: string;
  readonly subtype: string;
  readonly is_error: boolean;
  readonly exit_code: number;
  readonly result: string;
  readonly session_id: string | null;
  readonly error?: { readonly code: string; readonly message: string; readonly actions: readonly string[] };
}

/** The result that `--output-format json` prints, and nothing besides. */
export function resultOf({ stdout }: Pick<CliResult, "stdout">): ResultLine {
  const result = JSON.parse(stdout) as ResultLine;
  expect(result.type).to.equal("result");
  return result;
}

export type Line = Readonly<Record<string, unknown>> & { readonly type: string };

/** The lines of `stream-json`, each an object of JSON. A last line that is not whole counts only where it is to be. */
export function linesOf(stdout: string): readonly Line[] {
  expect(stdout === "" || stdout.endsWith("\n"), `a line that is not whole: ${stdout.slice(-80)}`).to.equal(true);
  return stdout.split("\n").slice(0, -1).map((line) => JSON.parse(line) as Line);
}

/**
 * The same failure in all three formats: the exit code is the same, the JSON says it, and nothing but JSON is on stdout.
 * `run` gets the words to add to the command line.
 */
export async function expectFailureInEveryFormat(
  run: (format: readonly string[]) => Promise<CliResult>,
  failure: ToldFailure,
): Promise<void> {
  const inFormat = async (format: string): Promise<CliResult> => run(["--output-format", format]);
  const [text, json, stream] = await Promise.all([run([]), inFormat("json"), inFormat("stream-json")]);
  expectFailure(text, failure, text.stdout);
  const results = [resultOf(json), ...linesOf(stream.stdout).slice(-1)];
  expect(results).to.have.length(2);
  for (const result of results) {
    const told = { type: "result", subtype: failure.code, is_error: true, exit_code: failure.exitCode };
    expect(result).to.include(told);
    expect(result).to.have.nested.property("error.code", failure.code);
    expect(result).to.have.nested.property("error.actions").that.is.an("array").and.is.not.empty;
  }
  expect([json.exitCode, stream.exitCode]).to.deep.equal([failure.exitCode, failure.exitCode]);
  for (const { stderr } of [json, stream]) expect(stderr, "told on stderr as well").to.not.match(/^Error: /m);
}
