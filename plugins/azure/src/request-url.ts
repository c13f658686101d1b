import type { Wire } from "@ainative-code/provider-kit/openai";
import type { Endpoint } from "./endpoint.ts";

/**
 * The URL of a request. Under v1 the deployment stands in the body alone. In the classic API it stands in the path of Chat
 * Completions; Responses are not below a deployment there either.
 */
export function requestUrl({ origin, classic, version }: Endpoint, path: Wire["path"], deployment: string): string {
  if (classic === undefined) return `${origin}/openai/v1${path}${version === undefined ? "" : `?api-version=${version}`}`;
  const below = path === "/responses" ? "" : `/deployments/${encodeURIComponent(deployment)}`;
  return `${origin}/openai${below}${path}?api-version=${classic}`;
}
