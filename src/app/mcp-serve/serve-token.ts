import { randomBytes } from "node:crypto";
import { AinError } from "@ainative-code/sdk";
import { resolveSecret } from "../../core/auth/resolve-secret.ts";
import { secretReference } from "../../core/config/secret-reference.ts";
import { secretPlaces } from "../secret-places.ts";
import type { Services } from "../services.ts";

export interface GivenToken {
  /** The variable that holds it. */
  readonly variable?: string | undefined;
  /** Where it is kept, in the form of the settings. */
  readonly reference?: string | undefined;
}

/** What clients have to show: what was given, or a new one. It is kept out of the log and of what tools tell. */
export async function serveToken(
  { environment, hideSecret }: Services,
  { variable, reference }: GivenToken,
): Promise<{ readonly token: string; readonly isNew: boolean }> {
  const text = variable === undefined ? reference : `\${${variable}}`;
  if (text !== undefined && secretReference(text) === undefined) {
    throw new AinError(
      "invalid-input",
      "The token may not stand on the command line, where other programs of this machine can read it.",
      {
        actions: ["Name where it is: --token keychain:NAME or --token file:PATH or --token-env NAME"],
      },
    );
  }
  const isNew = text === undefined;
  // 256 bits, as long as nobody guesses.
  const token = isNew
    ? randomBytes(32).toString("base64url")
    : await resolveSecret({ key: "--token", text, source: { layer: "flag" } }, secretPlaces(environment));
  hideSecret(token);
  return { token, isNew };
}
