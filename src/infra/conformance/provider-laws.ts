import { isAinError } from "@ainative-code/sdk";
import type { Provider } from "@ainative-code/sdk";
import type { ShippedFile } from "./shipped-files.ts";

/** A fixture whose file can't be understood, or a law that was broken on one. */
export interface BrokenLaw {
  readonly law: string;
  readonly fixture: string;
  readonly message: string;
}

export interface LawsOptions {
  readonly provider: Provider;
  /** The secrets that the plugin declares, with values made up. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly files: readonly ShippedFile[];
  /** The provider is the only one of its plugin: files that name none are its own. */
  readonly isOnly: boolean;
  /** Settings for files that have none, `{origin}` in the place of the server. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly onRequest: (url: string) => void;
}

export interface LawsOutcome {
  readonly answers: number;
  readonly errors: number;
  /** Calls of tools that it told of. */
  readonly calls: number;
  readonly broken: readonly BrokenLaw[];
}

/** Places of one answer that are tried for cuts and splits: a shorter one is tried at every byte. */
const samples = 400;

/** What a provider throws that no law expects is a finding too. */
async function guarded(fixture: string, check: () => Promise<readonly BrokenLaw[]>): Promise<readonly BrokenLaw[]> {
  try {
    return await check();
  } catch (thrown) {
    const [first = ""] = (thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)).split("\n    at ");
    return [{ law: "no bugs", fixture, message: isAinError(thrown) ? thrown.message : `it threw what is no AinError: ${first}` }];
  }
}

/** Holds a provider to the laws of providers, on the answers that its plugin ships. The suite is loaded when it is needed. */
export async function providerLaws({ provider, secrets, files, isOnly, settings, onRequest }: LawsOptions): Promise<LawsOutcome> {
  const { checkAbort, checkAnswer, checkError, readFixture } = await import("@ainative-code/test-kit/conformance");
  const broken: BrokenLaw[] = [];
  const read = async (file: ShippedFile): Promise<readonly Awaited<ReturnType<typeof readFixture>>[]> => {
    try {
      return [await readFixture({ name: file.name, json: file.json(), sibling: file.sibling, settings })];
    } catch (thrown) {
      broken.push({ law: "fixtures", fixture: file.name, message: thrown instanceof Error ? thrown.message : String(thrown) });
      return [];
    }
  };
  const own = (await Promise.all(files.map(read)))
    .flat()
    .filter((one) => (one.provider === undefined ? isOnly : one.provider === provider.id));
  const [fixtures, errors] = [own.flatMap((one) => one.answers), own.flatMap((one) => one.errors)];
  let calls = 0;
  const watched = noting(provider, () => (calls += 1));
  const suite = { name: provider.id, provider: watched, secrets, fixtures, errors, samples, onRequest };
  for (const fixture of fixtures) broken.push(...(await guarded(fixture.name, async () => checkAnswer(suite, fixture))));
  for (const fixture of errors) broken.push(...(await guarded(fixture.name, async () => checkError(suite, fixture))));
  for (const fixture of fixtures.slice(0, 1)) {
    broken.push(...(await guarded(fixture.name, async () => checkAbort(suite, fixture))));
  }
  return { answers: fixtures.length, errors: errors.length, calls, broken };
}

/** The provider, and somebody who hears of each call that it tells. */
function noting(provider: Provider, onCall: () => void): Provider {
  return {
    id: provider.id,
    models: async (...args) => provider.models(...args),
    async *stream(request, host) {
      for await (const event of provider.stream(request, host)) {
        if (event.type === "tool-end") onCall();
        yield event;
      }
    },
  };
}
