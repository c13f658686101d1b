import { quietMoment } from "./quiet-moment.ts";

/**
 * Takes samples of several things in turn (A B C A B C …), so that what the machine does besides hits all of them; a first
 * round is not counted. The samples of one thing and those of another pair up by their place.
 */
export async function inTurn<Name extends string, Sample>(
  rounds: number,
  things: Readonly<Record<Name, () => Promise<Sample>>>,
): Promise<Readonly<Record<Name, readonly Sample[]>>> {
  const names = Object.keys(things) as Name[];
  const samples: Partial<Record<Name, Sample[]>> = {};
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      if (round > 0) await quietMoment();
      const sample = await things[name]();
      samples[name] = round === 0 ? [] : [...(samples[name] ?? []), sample];
    }
  }
  if (!hasAll(samples, names)) throw new Error(`no round of ${names.join(", ")}`);
  return samples;
}

function hasAll<Name extends string, Sample>(
  samples: Partial<Record<Name, readonly Sample[]>>,
  names: readonly Name[],
): samples is Record<Name, readonly Sample[]> {
  return names.every((name) => samples[name] !== undefined);
}
