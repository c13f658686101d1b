import { trimmed, trimmedTexts } from "@ainative-code/provider-kit";
import { AinError } from "@ainative-code/sdk";

/** The plugin's section of the config, as settings.schema.json describes it. */
export interface Settings {
  /** Without a slash, and without `/v1`, at its end. */
  readonly baseURL: string;
  readonly keyHeader: "x-api-key" | "authorization";
  readonly apiVersion: "auto" | ApiVersion;
  readonly betas: readonly string[];
  readonly maxTokens: number;
  readonly thinking: "summarized" | "omitted" | "default";
  readonly cache: "5m" | "1h" | "off";
  readonly models: readonly string[];
}

/** The newest version, and the one before it, which still knows temperature, top_p and top_k. */
export type ApiVersion = "2026-10-21" | "2023-06-01";

/** Where requests go if nothing else is set. */
export const defaultBaseURL = "https://api.anthropic.com";

const keyHeaders = ["x-api-key", "authorization"] as const;
const versions = ["auto", "2026-10-21", "2023-06-01"] as const;
const displays = ["summarized", "omitted", "default"] as const;
const lifetimes = ["5m", "1h", "off"] as const;

/** Reads the section; what is missing or of a wrong type gets its default. Throws `not-configured` for a bad base URL. */
export function settingsOf(config: Readonly<Record<string, unknown>>): Settings {
  const { baseURL, keyHeader, apiVersion, betas, maxTokens, thinking, cache, models } = config;
  return {
    baseURL: checkedURL(trimmed(baseURL) ?? defaultBaseURL),
    keyHeader: keyHeaders.find((each) => each === keyHeader) ?? "x-api-key",
    apiVersion: versions.find((each) => each === apiVersion) ?? "auto",
    betas: trimmedTexts(betas),
    maxTokens: typeof maxTokens === "number" && Number.isInteger(maxTokens) && maxTokens > 0 ? maxTokens : 32_000,
    thinking: displays.find((each) => each === thinking) ?? "summarized",
    cache: lifetimes.find((each) => each === cache) ?? "5m",
    models: trimmedTexts(models),
  };
}

/** Whether requests go to Anthropic itself. */
export function isOfficial({ baseURL }: Settings): boolean {
  return new URL(baseURL).hostname === "api.anthropic.com";
}

/** How a sentence names the server. */
export function whoOf(settings: Settings): string {
  return isOfficial(settings) ? "Anthropic" : new URL(settings.baseURL).host;
}

function checkedURL(text: string): string {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return text.replace(/\/+$/, "").replace(/\/v1$/, "");
  throw new AinError("not-configured", `The base URL of Anthropic is no http(s) URL: ${text}`, {
    actions: [
      `Set it: ainative-code config set plugins.anthropic.baseURL ${defaultBaseURL}`,
      "Or correct ANTHROPIC_BASE_URL.",
    ],
  });
}
