import { readFileSync } from "node:fs";
import { AinError } from "@ainative-code/sdk";

/** The certificates (PEM) of `network.caFile`. Throws `not-configured` where it can't be read or holds none. */
export function readCaFile(path: string): string {
  const text = textOf(path);
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw unusable(path, "holds no certificate", ["It has to be a text file of the kind PEM: -----BEGIN CERTIFICATE----- …"]);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw unusable(
      path,
      `can't be read (${cause instanceof Error && "code" in cause ? String(cause.code) : String(cause)})`,
      [],
      cause,
    );
  }
}

function unusable(path: string, why: string, actions: readonly string[], cause?: unknown): AinError {
  return new AinError("not-configured", `The file of certificates ${path} ${why}.`, {
    actions: [...actions, "Correct it: ainative-code config set network.caFile /path/to/ca.pem"],
    cause,
  });
}
