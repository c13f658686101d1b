import { AinError, isAinError, type ErrorCode, type Host } from "@ainative-code/sdk";
import { jsonAnswer, objectOr } from "@ainative-code/provider-kit";
import { contentTypesIn, type ContentType } from "./content-types.ts";
import { baseURLOf } from "./settings.ts";

export interface StrapiStatus {
  readonly baseURL: string;
  /** `accepted`, `none`: none is set; `unknown`: this Strapi has nothing that would tell. */
  readonly token: "accepted" | "none" | "unknown";
  /** `null` where the token may not see them, or there is none. */
  readonly contentTypes: readonly ContentType[] | null;
}

/** Milliseconds for the request, its answer included. */
const limitMs = 30_000;

/**
 * Asks Strapi for its content types, and reads from its answer what the token is worth: 401 says that it is not known,
 * 403 that it is, and may not see them. Throws `not-configured` without an address, `auth` for a wrong token, `protocol`
 * where something else than Strapi answers, and what goes wrong on the way.
 */
export async function strapiStatus(host: Host, signal: AbortSignal): Promise<StrapiStatus> {
  const baseURL = baseURLOf(host);
  const token = await host.secret("token");
  const headers = { accept: "application/json", ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  const url = `${baseURL}/api/content-type-builder/content-types`;
  try {
    const response = await host.fetch(url, { headers, signal, timeoutMs: limitMs });
    const answer = await jsonAnswer(response, { who: "Strapi", secrets: token === undefined ? [] : [token], actions });
    return { baseURL, token: token === undefined ? "none" : "accepted", contentTypes: contentTypesIn(answer) };
  } catch (thrown) {
    const status = isAinError(thrown) ? thrown.status : undefined;
    if (!isAinError(thrown) || status === undefined || ![401, 403, 404].includes(status)) throw thrown;
    if (!isStrapis(thrown)) throw notStrapi(baseURL, status, thrown);
    if (token === undefined) return { baseURL, token: "none", contentTypes: null };
    if (status === 401) throw thrown;
    return { baseURL, token: status === 403 ? "accepted" : "unknown", contentTypes: null };
  }
}

/** Strapi's refusals are `{"data": null, "error": {"status", "name", "message"}}`. */
function isStrapis({ details, status }: AinError): boolean {
  const body = details?.["body"];
  try {
    const answer: unknown = JSON.parse(typeof body === "string" ? body : "");
    return objectOr(objectOr(answer)?.["error"])?.["status"] === status;
  } catch {
    return false;
  }
}

const address = ["Check the address, without /api or /admin: ainative-code config explain plugins.strapi.baseURL"];

const actions: Partial<Record<ErrorCode, readonly string[]>> = {
  auth: ["Make a token in Strapi (Settings > API Tokens) and set it: ainative-code setup, or the variable STRAPI_API_KEY"],
  "invalid-request": address,
  protocol: address,
};

function notStrapi(baseURL: string, status: number, cause: AinError): AinError {
  return new AinError("protocol", `Something answers at ${baseURL}, but not as Strapi does (HTTP ${status}).`, {
    status,
    cause,
    actions: address,
  });
}
