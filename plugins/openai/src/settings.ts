import { trimmed } from "@ainative-code/provider-kit";
import { AinError, type Host } from "@ainative-code/sdk";
import { settingName } from "./setting-name.ts";

/** The plugin's section of the config, as settings.schema.json describes it. */
export interface Settings {
  /** Without a slash at its end. */
  readonly baseURL: string;
  readonly api: "auto" | "responses" | "chat";
  readonly organization: string | undefined;
  readonly project: string | undefined;
  readonly models: readonly string[];
  readonly reasoningSummary: "auto" | "concise" | "detailed" | "none";
  readonly maxTokensField: "auto" | "max_tokens" | "max_completion_tokens";
  readonly streamUsage: boolean;
  readonly echoThinking: boolean;
}

/** Where requests go if nothing else is set. */
export const defaultBaseURL = "https://api.openai.com/v1";

const apis = ["auto", "responses", "chat"] as const;
const summaries = ["auto", "concise", "detailed", "none"] as const;
const fields = ["auto", "max_tokens", "max_completion_tokens"] as const;

/** Reads the section; what is missing or of a wrong type gets its default. Throws `not-configured` for a bad base URL. */
export function settingsOf(host: Pick<Host, "config" | "endpoint">): Settings {
  const { config } = host;
  const { baseURL, api, organization, project, models, reasoningSummary, maxTokensField } = config;
  return {
    baseURL: checkedURL(trimmed(baseURL) ?? defaultBaseURL, host),
    api: apis.find((each) => each === api) ?? "auto",
    organization: trimmed(organization),
    project: trimmed(project),
    models: Array.isArray(models) ? models.filter((model) => typeof model === "string") : [],
    reasoningSummary: summaries.find((each) => each === reasoningSummary) ?? "auto",
    maxTokensField: fields.find((each) => each === maxTokensField) ?? "auto",
    streamUsage: config["streamUsage"] !== false,
    echoThinking: config["echoThinking"] !== false,
  };
}

/** Whether requests go to OpenAI itself. */
export function isOfficial({ baseURL }: Settings): boolean {
  return new URL(baseURL).hostname === "api.openai.com";
}

/** How a sentence names the server. */
export function whoOf(settings: Settings): string {
  return isOfficial(settings) ? "OpenAI" : new URL(settings.baseURL).host;
}

function checkedURL(text: string, host: Pick<Host, "endpoint">): string {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return text.replace(/\/+$/, "");
  const { endpoint } = host;
  const example = endpoint === undefined ? defaultBaseURL : "https://HOST/v1";
  throw new AinError("not-configured", `The base URL of ${endpoint ?? "OpenAI"} is no http(s) URL: ${text}`, {
    actions: [
      `Set it: ainative-code config set ${settingName(host, "baseURL")} ${example}`,
      ...(endpoint === undefined ? ["Or correct OPENAI_BASE_URL."] : []),
    ],
  });
}
