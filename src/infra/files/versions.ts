/**
 * What the model has seen of each file in a session, by real path: kept between calls, so that a write over something
 * that was never read, or that somebody changed since, is noticed. Contents are compared and not times: a formatter or a
 * checkout that leaves the same bytes changes nothing.
 */
export type Versions = Map<string, string>;

export function createVersions(): Versions {
  return new Map();
}

/** Tells two contents apart. Only ever compared with one made by the same process. A prompt does not wait for `node:crypto`. */
export function versionOf(bytes: Uint8Array): string {
  return process.getBuiltinModule("node:crypto").hash("sha1", bytes, "base64");
}
