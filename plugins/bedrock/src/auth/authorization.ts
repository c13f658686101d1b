import { isLoopback } from "@ainative-code/provider-kit";
import { AinError, type Host } from "@ainative-code/sdk";
import type { Place } from "../place.ts";
import type { Settings } from "../settings.ts";
import { credentialChain } from "./credential-chain.ts";
import { secretsIn, type Credentials } from "./credentials.ts";
import type { Unsigned } from "./sign.ts";

/** How requests prove whose they are. */
export interface Authorization {
  /** The headers of one request, `content-type` among them where it has a body. */
  headers(request: Unsigned): Promise<Readonly<Record<string, string>>>;
  /** What no message may show. */
  readonly secrets: readonly string[];
  /** AWS has refused it. True where asking again gives something else. */
  refuse(): boolean;
}

/**
 * An API key of Bedrock, else the access keys that are set, else what AWS's own programs would use. A server on this
 * machine needs none of them. Throws `not-configured` where there is nothing, or half of it, and `auth` for a sign-in that
 * has expired.
 */
export async function authorizationOf(host: Host, settings: Settings, place: Place, signal: AbortSignal): Promise<Authorization> {
  const apiKey = await filledSecret(host, "apiKey");
  if (apiKey !== undefined) return byKey(apiKey);
  const secretAccessKey = await filledSecret(host, "secretAccessKey");
  const sessionToken = await filledSecret(host, "sessionToken");
  const { accessKeyId, profile } = settings;
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
    return bySignature(credentials, place, () => false);
  }
  if (accessKeyId !== undefined || secretAccessKey !== undefined) throw halfOfAKey(accessKeyId === undefined);
  if (profile === undefined && isLoopback(new URL(place.url).hostname)) return nothing;
  const wish = { profile, region: place.region };
  const credentials = await credentialChain.get(wish, signal);
  return bySignature(credentials, place, () => credentialChain.refuse(wish, credentials));
}

async function filledSecret(host: Host, name: string): Promise<string | undefined> {
  const secret = (await host.secret(name))?.trim();
  return secret === "" ? undefined : secret;
}

const json = { "content-type": "application/json" };

const nothing: Authorization = {
  headers: ({ body }) => Promise.resolve(body === undefined ? {} : json),
  secrets: [],
  refuse: () => false,
};

function byKey(apiKey: string): Authorization {
  const key = { authorization: `Bearer ${apiKey}` };
  return {
    headers: ({ body }) => Promise.resolve(body === undefined ? key : { ...key, ...json }),
    secrets: [apiKey],
    refuse: () => false,
  };
}

/** The signer is loaded when something is to be signed. */
function bySignature(credentials: Credentials, { region }: Place, refuse: () => boolean): Authorization {
  return {
    headers: async (request) => (await import("./sign.ts")).signedHeaders(request, credentials, { region }),
    secrets: secretsIn(credentials),
    refuse,
  };
}

function halfOfAKey(lacksId: boolean): AinError {
  const [set, missing] = lacksId
    ? ["AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID"]
    : ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
  return new AinError("not-configured", `Half of a key for AWS is set: ${set} is, ${missing} is not.`, {
    actions: [`Set it: export ${missing}=...`, `Or leave out ${set}, so that the profile is used.`],
  });
}
