import { AinError } from "@ainative-code/sdk";
import { filled, objectsOf, trimmed } from "@ainative-code/provider-kit";
import type { WireSafetySetting } from "./wire.ts";

/** The plugin's section of the config, as settings.schema.json describes it. */
export interface Settings {
  /** Without a slash at its end. */
  readonly baseURL: string;
  readonly keyHeader: "auto" | "x-goog-api-key" | "authorization";
  readonly thoughts: boolean;
  readonly safetySettings: readonly WireSafetySetting[];
  readonly models: readonly string[];
}

/** Where requests go if nothing else is set. */
export const defaultBaseURL = "https://generativelanguage.googleapis.com";

const keyHeaders = ["auto", "x-goog-api-key", "authorization"] as const;

/** Reads the section; what is missing or of a wrong type gets its default. Throws `not-configured` for a bad base URL. */
export function settingsOf(config: Readonly<Record<string, unknown>>): Settings {
  const { baseURL, keyHeader, thoughts, safetySettings, models } = config;
  return {
    baseURL: checkedURL(trimmed(baseURL) ?? defaultBaseURL),
    keyHeader: keyHeaders.find((each) => each === keyHeader) ?? "auto",
    thoughts: thoughts !== false,
    safetySettings: objectsOf(safetySettings).flatMap(({ category, threshold }) => safetyOf(category, threshold)),
    models: Array.isArray(models) ? models.flatMap((each) => trimmed(each) ?? []) : [],
  };
}

/** Whether requests go to the Gemini API itself. */
export function isOfficial({ baseURL }: Settings): boolean {
  return new URL(baseURL).hostname === "generativelanguage.googleapis.com";
}

/** How a sentence names the server. */
export function whoOf(settings: Settings): string {
  return isOfficial(settings) ? "Gemini" : new URL(settings.baseURL).host;
}

function safetyOf(category: unknown, threshold: unknown): readonly WireSafetySetting[] {
  const [what, from] = [filled(category), filled(threshold)];
  return what === undefined || from === undefined ? [] : [{ category: what, threshold: from }];
}

function checkedURL(text: string): string {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return text.replace(/\/+$/, "");
  throw new AinError("not-configured", `The base URL of Gemini is no http(s) URL: ${text}`, {
    actions: [
      `Set it: ainative-code config set plugins.gemini.baseURL ${defaultBaseURL}`,
      "Or correct GOOGLE_GEMINI_BASE_URL.",
    ],
  });
}
