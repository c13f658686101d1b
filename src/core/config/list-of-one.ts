/**
 * The only entry of a list, as `config set` takes it from a command line: without quotes, which shells differ about, where
 * it needs none.
 */
export function listOfOne(entry: string): string {
  return /^[\w.:-]+$/.test(entry) ? entry : `'["${entry}"]'`;
}
