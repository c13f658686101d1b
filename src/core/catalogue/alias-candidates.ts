/** What vendors put around the name of a model without meaning another one. */
const wrappings: readonly RegExp[] = [
  /^.*\//, // a folder, or the account and region of a resource name
  /^(us-gov|us|eu|apac|global|jp|au|ca|in)\./, // where it runs
  /:\d+$/, // the revision of an offer
  /-v\d+$/,
  /-latest$/,
  /[-@]\d{4}-?\d{2}-?\d{2}$/, // the day of a snapshot
  /-\d{3}$/,
];

/** The name itself and shorter ones that mean the same model, the closest first. */
export function aliasCandidates(id: string): readonly string[] {
  const candidates = [id];
  for (const wrapping of wrappings) {
    const last = candidates.at(-1) ?? id;
    const bare = last.replace(wrapping, "");
    if (bare !== last && bare !== "") candidates.push(bare);
  }
  return candidates;
}
