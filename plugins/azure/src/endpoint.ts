import { AinError } from "@ainative-code/sdk";
import type { Api, Settings } from "./settings.ts";

/** Where requests go, read from whatever form of a resource's address the user has. */
export interface Endpoint {
  /** Scheme, host and, behind a gateway, the path before `/openai`; without a slash at its end. */
  readonly origin: string;
  /** The date of the classic API; `undefined` for v1. */
  readonly classic: string | undefined;
  /** What v1 is sent as `api-version`, where the user asked for one. */
  readonly version: string | undefined;
  /** The deployment that a whole URL names: it answers for models that have no other. */
  readonly deployment: string | undefined;
  /** The wire format that a whole URL names. */
  readonly api: Api | undefined;
}

const date = /^\d{4}-\d{2}-\d{2}(-preview)?$/;

/**
 * Reads a resource's name, its host, or any of its URLs. A URL that names a deployment or an `api-version` means the
 * classic API and one with `/v1` means v1; else the setting `apiVersion` decides. Throws `not-configured`.
 */
export function endpointOf({ baseURL, apiVersion }: Pick<Settings, "baseURL" | "apiVersion">): Endpoint {
  if (baseURL === undefined) throw unset();
  const url = urlOf(baseURL);
  const [, before = "", after = ""] = /^(.*?)(?:\/openai(\/.*)?)?$/s.exec(url.pathname.replace(/\/+$/, "")) ?? [];
  const isV1 = /^\/v1(\/|$)/.test(after);
  const deployment = /^\/deployments\/([^/]+)/.exec(after)?.[1];
  const version = url.searchParams.get("api-version") ?? apiVersion;
  if (deployment !== undefined && !date.test(version)) throw undated(baseURL);
  const dated = date.test(version) && !isV1;
  return {
    origin: url.origin + before,
    classic: dated ? version : undefined,
    version: version === "preview" || version === "latest" ? version : undefined,
    deployment: deployment === undefined ? undefined : decodeURIComponent(deployment),
    api: after.endsWith("/chat/completions") ? "chat" : after.endsWith("/responses") ? "responses" : undefined,
  };
}

/** A name without dots is a resource's; a host without a scheme is asked by https. */
function urlOf(text: string): URL {
  const isName = /^[A-Za-z0-9][A-Za-z0-9-]*$/.test(text) && text !== "localhost";
  const written = isName ? `https://${text}.openai.azure.com` : text.includes("://") ? text : `https://${text}`;
  const url = URL.parse(written);
  if (url !== null && /^https?:$/.test(url.protocol) && url.hostname !== "") return url;
  throw new AinError("not-configured", `The address of Azure OpenAI is neither a resource's name nor a URL: ${text}`, {
    actions: [howToSet],
  });
}

const howToSet = "Set it: ainative-code config set plugins.azure.baseURL https://RESOURCE.openai.azure.com";

function unset(): AinError {
  return new AinError("not-configured", "No Azure OpenAI resource is set.", {
    actions: [howToSet, "Or for this shell: export AZURE_OPENAI_ENDPOINT=https://RESOURCE.openai.azure.com"],
  });
}

function undated(baseURL: string): AinError {
  const sentence = `The address names a deployment of the classic API, which needs a dated api-version: ${baseURL}`;
  return new AinError("not-configured", sentence, {
    actions: [
      "Set it: ainative-code config set plugins.azure.apiVersion 2025-04-01-preview",
      "Or leave out all behind /openai: then v1 is used.",
    ],
  });
}
