import { AinError } from "@ainative-code/sdk";

const trustIt = "If you trust that server: ainative-code config set network.caFile /path/to/its-ca.pem (or NODE_EXTRA_CA_CERTS)";

/** What is wrong, by the code of Node or OpenSSL, told of the host; and what to do. None of it goes away by trying again. */
const stories: Readonly<Record<string, readonly [string, string]>> = {
  CERT_HAS_EXPIRED: ["shows a certificate that has expired", "Check this machine's clock; otherwise its owner has to renew it"],
  CERT_NOT_YET_VALID: ["shows a certificate that is not valid yet", "Check this machine's clock"],
  CERT_REVOKED: ["shows a certificate that was revoked", "Don't use that server until its owner has renewed it"],
  DEPTH_ZERO_SELF_SIGNED_CERT: ["shows a certificate it signed itself", trustIt],
  SELF_SIGNED_CERT_IN_CHAIN: ["shows a certificate of an authority that is not known here", trustIt],
  UNABLE_TO_GET_ISSUER_CERT: ["shows a certificate of an authority that is not known here", trustIt],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ["shows a certificate of an authority that is not known here", trustIt],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ["shows a certificate of an authority that is not known here", trustIt],
  ERR_TLS_CERT_ALTNAME_INVALID: ["shows a certificate for another host", "Check the host name in the base URL"],
};

/** What OpenSSL says of a handshake, which Node passes on inside the text of `EPROTO`, or as `ERR_SSL_…`. */
const checkPort = "Check the port, or use http:// for a server on this machine";
const handshakes: readonly (readonly [RegExp, string, string])[] = [
  [/wrong.version.number|packet.length.too.long|http.request/i, "doesn't speak TLS there", checkPort],
  [/protocol.version|unsupported.protocol/i, "offers only TLS older than 1.2", "Its owner has to update it"],
];

/** The error of a connection that could not be made private; `undefined` where the code speaks of something else. */
export function certificateError(code: string, host: string, message: string, cause: unknown): AinError | undefined {
  const [what, action] = stories[code] ?? general(code, message) ?? [];
  if (what === undefined || action === undefined) return undefined;
  return new AinError("network", `No private connection to ${host}: it ${what} (${code}).`, {
    vendorCode: code,
    retryable: false,
    actions: [action],
    cause,
  });
}

function general(code: string, message: string): readonly [string, string] | undefined {
  const isHandshake = code === "EPROTO" || code.startsWith("ERR_SSL_");
  const known = handshakes.find(([shape]) => isHandshake && shape.test(`${code} ${message}`));
  if (known !== undefined) return [known[1], known[2]];
  if (!isHandshake && !/certificate|ERR_TLS_/i.test(`${code} ${message}`)) return undefined;
  return ["did not agree on how to encrypt it", "Check the base URL and NODE_EXTRA_CA_CERTS"];
}
