import type { TestFramework } from "./define-provider-tests.ts";
import type { Finding } from "./finding.ts";
import type { ErrorFixture, ProviderFixture } from "./fixture.ts";
import { checkAnswer, checkError, type ProviderConformance } from "./provider-conformance.ts";
import { recordingsIn, type Recording } from "./recordings.ts";

/** Which recordings a provider is held against. */
export interface RecordingTests {
  /** Whose answers they are, as a person calls them. */
  readonly of: string;
  /** Has a `manifest.json` that describes its files. Where it is absent, one skipped test says so. */
  readonly folder: string;
  /** The providers of that manifest whose recordings are meant. */
  readonly providers: readonly string[];
  readonly suite: Omit<ProviderConformance, "fixtures" | "errors">;
  /**
   * Milliseconds that all answers together may take about; the number of places tried follows from it, unless the suite
   * has it.
   */
  readonly budgetMs?: number;
  /** The answers in a recording, each with how the provider is set up to get it; none where it is not one. */
  readonly answersOf: (recording: Recording) => readonly ProviderFixture[];
  /** What a recorded refusal means; undefined where it is none. */
  readonly refusalOf: (recording: Recording) => ErrorFixture | undefined;
}

/** `it.skip` is the same in mocha, vitest, jest and node:test. */
type SkippingFramework = TestFramework & { readonly it: { readonly skip: (name: string, run: () => Promise<void>) => unknown } };

/** A split and a cut at one place of an answer take about six milliseconds. */
const msOfPlace = 6;

/** Defines one test for each answer and each refusal that was recorded: `defineRecordingTests(tests, { describe, it })`. */
export function defineRecordingTests(tests: RecordingTests, { describe, it }: SkippingFramework): void {
  const { of, folder, providers, budgetMs, answersOf, refusalOf } = tests;
  describe(`the recorded answers of ${of}`, () => {
    const recordings = recordingsIn(folder, providers);
    if (recordings === undefined) {
      it.skip(`are not at ${folder}: set AINATIVE_VECTORS`, () => Promise.resolve());
      return;
    }
    const answers = recordings.flatMap(answersOf);
    const samples = budgetMs === undefined ? {} : { samples: Math.max(4, Math.floor(budgetMs / answers.length / msOfPlace)) };
    const suite = { ...samples, ...tests.suite, fixtures: [] };
    for (const answer of answers) {
      it(`keep the laws: ${answer.name}`, async () => failOn(await checkAnswer(suite, answer)));
    }
    for (const refusal of recordings.flatMap((recording) => refusalOf(recording) ?? [])) {
      it(`become the right error: ${refusal.name}`, async () => failOn(await checkError(suite, refusal)));
    }
  });
}

function failOn(findings: readonly Finding[]): void {
  if (findings.length > 0) throw new Error(findings.map(({ law, message }) => `${law}: ${message}`).join("\n"));
}
