import type { ProviderRequest } from "@ainative-code/sdk";
import { answeringFetch, askOnce, hi, inMemoryHost, type Asked, type PreparedAnswer, type Question } from "@ainative-code/test-kit";
import { converseRequestOf, type ConverseRequest } from "../src/request/converse-request.ts";
import { rulesOf } from "../src/request/known-models.ts";
import type { Rules } from "../src/request/rules.ts";
import { settingsOf } from "../src/settings.ts";
import bedrock from "../src/provider.ts";
import { fixtureBody } from "./framing.ts";

/** The answer of a fixture. */
export const recorded = (name: string, headers: Readonly<Record<string, string>> = {}): PreparedAnswer => ({
  headers: { "content-type": "application/vnd.amazon.eventstream", ...headers },
  body: [fixtureBody(name)],
});

/** A refusal in the vendor's shape. */
export const refused = (message: string, type = "ValidationException", status = 400): PreparedAnswer => ({
  status,
  headers: { "x-amzn-errortype": type },
  body: JSON.stringify({ message }),
});

export interface Scene extends Partial<Pick<Question, "answers" | "config" | "notes" | "secrets">> {
  readonly request?: Partial<ProviderRequest>;
}

export const claude = "anthropic.claude-opus-5-5-v1:0";

export const read = { name: "read", description: "Reads.", input: { type: "object", properties: {} } };

export function requestOf(request: Partial<ProviderRequest> = {}): ProviderRequest {
  return { model: claude, system: [], messages: [hi], tools: [], signal: new AbortController().signal, ...request };
}

/** What the provider sends for a request, by what is known of its model. */
export function sentFor(
  request: Partial<ProviderRequest>,
  config: Readonly<Record<string, unknown>> = {},
  rules: Partial<Rules> = {},
): ConverseRequest {
  const whole = requestOf(request);
  return converseRequestOf(whole, settingsOf({ cache: "off", ...config }), { ...rulesOf(whole.model), ...rules });
}

/** One region, and an API key where no others are given. */
function placeOf({ config, secrets = { apiKey: "key-12345" } }: Scene): Required<Pick<Question, "config" | "secrets">> {
  return { config: { region: "us-east-1", ...config }, secrets: { apiKey: undefined, secretAccessKey: undefined, sessionToken: undefined, ...secrets } };
}

/** A host as the provider sees it. */
export function hostOf(scene: Scene): { readonly host: ReturnType<typeof inMemoryHost>; readonly calls: Asked["calls"] } {
  const { fetch, calls } = answeringFetch(scene.answers ?? [recorded("text")]);
  return { host: inMemoryHost({ ...placeOf(scene), fetch }), calls };
}

/** Asks the provider once. */
export function ask({ answers = [recorded("text")], request, ...scene }: Scene = {}): Promise<Asked> {
  return askOnce(bedrock, { ...scene, ...placeOf(scene), answers, request: requestOf(request) });
}
