import type { JsonObject } from "@ainative-code/provider-kit";
import { trimmed } from "@ainative-code/provider-kit";

export type Api = "responses" | "chat";

export interface Deployment {
  /** As Azure knows it. */
  readonly name: string;
  /** Where it needs a wire format of its own. */
  readonly api: Api | undefined;
}

/** The plugin's section of the config, as settings.schema.json describes it. */
export interface Settings {
  /** As the user wrote it; `undefined` where nothing is set. */
  readonly baseURL: string | undefined;
  /** `v1`, `latest`, `preview` or a date. */
  readonly apiVersion: string;
  readonly api: "auto" | Api;
  /** By the name the user calls the model by. */
  readonly deployments: ReadonlyMap<string, Deployment>;
  readonly models: readonly string[];
  readonly reasoningSummary: "auto" | "concise" | "detailed" | "none";
  readonly maxTokensField: "auto" | "max_tokens" | "max_completion_tokens";
  readonly streamUsage: boolean;
}

const apis = ["auto", "responses", "chat"] as const;
const summaries = ["auto", "concise", "detailed", "none"] as const;
const fields = ["auto", "max_tokens", "max_completion_tokens"] as const;

/** Reads the section; what is missing or of a wrong type gets its default. */
export function settingsOf(config: JsonObject): Settings {
  const { baseURL, apiVersion, api, deployments, models, reasoningSummary, maxTokensField } = config;
  return {
    baseURL: trimmed(baseURL),
    apiVersion: trimmed(apiVersion) ?? "v1",
    api: apis.find((each) => each === api) ?? "auto",
    deployments: new Map(entriesOf(deployments).flatMap(([model, value]) => deploymentsOf(model, value))),
    models: Array.isArray(models) ? models.filter((model) => typeof model === "string") : [],
    reasoningSummary: summaries.find((each) => each === reasoningSummary) ?? "auto",
    maxTokensField: fields.find((each) => each === maxTokensField) ?? "auto",
    streamUsage: config["streamUsage"] !== false,
  };
}

function deploymentsOf(model: string, value: unknown): readonly (readonly [string, Deployment])[] {
  const { name, api } = Object.fromEntries(typeof value === "string" ? [["name", value]] : entriesOf(value));
  const deployment = trimmed(name);
  const own = api === "responses" || api === "chat" ? api : undefined;
  return deployment === undefined ? [] : [[model, { name: deployment, api: own }]];
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
