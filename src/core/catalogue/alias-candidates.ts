/** A folder, or the account and region of a resource name. */
const folder = /^.*\//;

/** Where it runs; each place may have prices of its own. */
const place = /^(us-gov|us|eu|apac|global|jp|au|ca|in)\./;

/** What vendors put behind the name of a model without meaning another one. */
const endings: readonly RegExp[] = [
  /:\d+$/, // the revision of an offer
  /-v\d+$/,
  /-latest$/,
  /[-@]\d{4}-?\d{2}-?\d{2}$/, // the day of a snapshot
  /-\d{3}$/,
];

/**
 * The name itself and shorter ones that mean the same model, the closest first: those that say where it runs, then, in a
 * list of their own, those that don't. One list where the name says nothing of that.
 */
export function aliasCandidates(id: string): readonly (readonly string[])[] {
  const placed = shortened(id, [folder, ...endings]);
  const own = shortened(id, [folder]).at(-1) ?? id;
  const bare = own.replace(place, "");
  return bare === own || bare === "" ? [placed] : [placed, shortened(bare, endings)];
}

/** The name, and what is left of it after each of what it has around it. */
function shortened(id: string, wrappings: readonly RegExp[]): readonly string[] {
  const names = [id];
  for (const wrapping of wrappings) {
    const last = names.at(-1) ?? id;
    const bare = last.replace(wrapping, "");
    if (bare !== last && bare !== "") names.push(bare);
  }
  return names;
}
