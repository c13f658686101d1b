/** How a name ends, lower case and without `-`, `_` and spaces, behind which a secret stands. `tokens` counts; `token` tells. */
const endings = new RegExp(
  "(?:(?:api|access|secret|private)key|accesskeyid|token|secret|password|passwd|passphrase" +
    "|authorization|cookies?|credentials?|^auth|^jwt)$",
);

const known = new Map<string, boolean>();
const knownLimit = 2000;

/** True for the name of a header, setting or field whose value is a secret, as `x-api-key`, `refreshToken`, `DB_PASSWORD`. */
export function isSecretKey(name: string): boolean {
  const remembered = known.get(name);
  if (remembered !== undefined) return remembered;
  const secret = endings.test(name.toLowerCase().replaceAll(/[-_\s]/g, ""));
  if (known.size < knownLimit) known.set(name, secret);
  return secret;
}
