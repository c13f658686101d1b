import type { Finding } from "./finding.ts";
import { checkAbort, checkAnswer, checkError, type ProviderConformance } from "./provider-conformance.ts";

/** The two functions of mocha, vitest, jest and node:test that tests are defined with. */
export interface TestFramework {
  readonly describe: (name: string, define: () => void) => unknown;
  readonly it: (name: string, run: () => Promise<void>) => unknown;
}

/** Defines one test for each fixture: `defineProviderTests(suite, { describe, it })`. */
export function defineProviderTests(suite: ProviderConformance, { describe, it }: TestFramework): void {
  describe(`${suite.name} keeps the laws of providers`, () => {
    for (const fixture of suite.fixtures) {
      it(`on the answer ${fixture.name}`, async () => failOn(await checkAnswer(suite, fixture)));
    }
    for (const fixture of suite.errors ?? []) {
      it(`on the error ${fixture.name}`, async () => failOn(await checkError(suite, fixture)));
    }
    const [first] = suite.fixtures;
    if (first !== undefined) it("when it is aborted", async () => failOn(await checkAbort(suite, first)));
  });
}

function failOn(findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  throw new Error(findings.map(({ law, fixture, message }) => `${law}, ${fixture}: ${message}`).join("\n"));
}
