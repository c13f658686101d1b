import { isAinError, type AinError, type FetchOptions, type Notes, type ProviderRequest, type StreamEvent } from "@ainative-code/sdk";
import { objectOr, type JsonObject } from "@ainative-code/provider-kit";
import { answeringFetch, eventsOf, inMemoryHost, type PreparedAnswer } from "@ainative-code/test-kit";
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

export interface Scene {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string | undefined>>;
  readonly answers?: readonly PreparedAnswer[];
  readonly request?: Partial<ProviderRequest>;
  readonly notes?: Notes;
}

export interface Outcome {
  readonly events: readonly StreamEvent[];
  readonly error: AinError | undefined;
  readonly calls: readonly { readonly url: string; readonly options: FetchOptions }[];
}

export const hi: ProviderRequest["messages"][number] = {
  id: "u",
  role: "user",
  createdAt: "2026-01-01T00:00:00.000Z",
  parts: [{ type: "text", text: "hi" }],
};

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

/** A host as the provider sees it, in one region and with an API key where no others are given. */
export function hostOf({ config = {}, secrets = { apiKey: "key-12345" }, answers = [recorded("text")], notes }: Scene): {
  readonly host: ReturnType<typeof inMemoryHost>;
  readonly calls: Outcome["calls"];
} {
  const { fetch, calls } = answeringFetch(answers);
  const all = { apiKey: undefined, secretAccessKey: undefined, sessionToken: undefined, ...secrets };
  const host = inMemoryHost({ config: { region: "us-east-1", ...config }, secrets: all, fetch, ...(notes === undefined ? {} : { notes }) });
  return { host, calls };
}

/** Asks the provider once. */
export async function ask(scene: Scene = {}): Promise<Outcome> {
  const { host, calls } = hostOf(scene);
  try {
    return { events: await eventsOf(bedrock.stream(requestOf(scene.request), host)), error: undefined, calls };
  } catch (error) {
    if (!isAinError(error)) throw error;
    return { events: [], error, calls };
  }
}

/** The body of a request that was made. */
export function bodyOf({ calls }: Pick<Outcome, "calls">, index = 0): JsonObject {
  return objectOr(JSON.parse(String(calls[index]?.options.body))) ?? {};
}
