/** The files that a patch names, for a line about it. */
export function patchNames(patch: string): string {
  const heads = /^(?:\*\*\* (?:Add|Update|Delete) File: (.+)|\+\+\+ (?:b\/)?([^\t\r\n]+).*)$/gm;
  const names = Array.from(patch.matchAll(heads), ([, name, diffed]) => (name ?? diffed ?? "").trim());
  return names.filter((name) => name !== "" && name !== "/dev/null").join(", ");
}
