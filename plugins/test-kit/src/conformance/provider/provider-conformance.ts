import type { Provider } from "@ainative-code/sdk";
import type { Finding } from "./finding.ts";
import type { ErrorFixture, ProviderFixture } from "./fixture.ts";
import { abortFaults } from "./laws/abort-law.ts";
import { cutFaults } from "./laws/cut-invariance.ts";
import { errorFaults } from "./laws/error-law.ts";
import { orderFaults } from "./laws/event-order.ts";
import { expectationFaults } from "./laws/expectations.ts";
import { fuzzFaults } from "./laws/fuzz-law.ts";
import { loopbackFaults } from "./laws/loopback-law.ts";
import { roundTripFaults } from "./laws/round-trip.ts";
import { splitFaults } from "./laws/split-invariance.ts";
import { usageFaults } from "./laws/usage-law.ts";
import { memoryOrigin, play, type Stage } from "./play.ts";

/** A provider, and what the suite tries it on. */
export interface ProviderConformance {
  /** The provider, as tests name it. */
  readonly name: string;
  readonly provider: Provider;
  readonly fixtures: readonly ProviderFixture[];
  readonly errors?: readonly ErrorFixture[];
  /** The secrets the provider declares, with values to find in what must not hold them. */
  readonly secrets: Readonly<Record<string, string | undefined>>;
  /** How many places of one answer are tried for splits and cuts; a shorter one is tried at every byte. Default 2000. */
  readonly samples?: number;
  /** Spoiled answers that are tried for each fixture, and the seed of the first. Default: 60, from the length of the answer. */
  readonly fuzz?: { readonly rounds?: number; readonly seed?: number };
  /** Hears of every request that is made of memory. */
  readonly onRequest?: (url: string) => void;
  /** Play each answer over a real connection as well. Default true. */
  readonly loopback?: boolean;
}

/** Checks the laws of providers on one answer; what comes back empty is lawful. */
export async function checkAnswer(suite: ProviderConformance, fixture: ProviderFixture): Promise<readonly Finding[]> {
  const { samples = 2000, loopback = true } = suite;
  const { body, dialect } = fixture;
  const stage = stageOf(suite, fixture);
  const played = await play(stage, [body]);
  const faults: Readonly<Record<string, readonly string[]>> = {
    "order of events": orderFaults(played),
    "what is expected": expectationFaults(played, fixture),
    usage: usageFaults(played.events),
    "round trip": await roundTripFaults(stage, body, dialect),
    "split invariance": await splitFaults(stage, body, samples),
    "cut invariance": await cutFaults(stage, body, dialect, samples),
    fuzz: await fuzzFaults(stage, body, dialect, {
      rounds: 60,
      seed: body.length,
      ...suite.fuzz,
      isVague: fixture.isVague === true,
    }),
    loopback: loopback ? await loopbackFaults(stage, fixture) : [],
  };
  return findingsOf(faults, fixture.name);
}

/** Checks that a refused request becomes the right error. */
export async function checkError(suite: ProviderConformance, fixture: ErrorFixture): Promise<readonly Finding[]> {
  return findingsOf({ "error of a status": await errorFaults(stageOf(suite, fixture), fixture) }, fixture.name);
}

/** Checks that an abort ends an answer; one fixture is enough. */
export async function checkAbort(suite: ProviderConformance, fixture: ProviderFixture): Promise<readonly Finding[]> {
  return findingsOf({ abort: await abortFaults(stageOf(suite, fixture), fixture.body) }, fixture.name);
}

/** Checks everything, one after the other. Needs no test framework. */
export async function providerConformance(suite: ProviderConformance): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const fixture of suite.fixtures) findings.push(...(await checkAnswer(suite, fixture)));
  for (const fixture of suite.errors ?? []) findings.push(...(await checkError(suite, fixture)));
  for (const fixture of suite.fixtures.slice(0, 1)) findings.push(...(await checkAbort(suite, fixture)));
  return findings;
}

function stageOf(
  { provider, secrets, onRequest }: ProviderConformance,
  { config, headers }: ProviderFixture | ErrorFixture,
): Stage {
  const base = { provider, secrets, config: config(memoryOrigin) };
  return { ...base, ...(headers === undefined ? {} : { headers }), ...(onRequest === undefined ? {} : { onRequest }) };
}

function findingsOf(faults: Readonly<Record<string, readonly string[]>>, fixture: string): readonly Finding[] {
  return Object.entries(faults).flatMap(([law, messages]) => messages.map((message) => ({ law, fixture, message })));
}
