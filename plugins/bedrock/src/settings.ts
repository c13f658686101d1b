import { trimmed, trimmedTexts } from "@ainative-code/provider-kit";
import { AinError } from "@ainative-code/sdk";

/** The plugin's section of the config, as settings.schema.json describes it, without its secrets. */
export interface Settings {
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly accessKeyId: string | undefined;
  /** Without a slash at its end; `undefined`: AWS itself, by the region. */
  readonly baseURL: string | undefined;
  /** Likewise, for the list of models. */
  readonly controlURL: string | undefined;
  readonly maxTokens: number | undefined;
  readonly thinking: "summarized" | "omitted" | "default";
  readonly cache: "5m" | "1h" | "off";
  readonly betas: readonly string[];
  readonly models: readonly string[];
  /** What stands behind ids that don't say it: of an application inference profile, the id of its model. */
  readonly baseModels: Readonly<Record<string, string>>;
}

const displays = ["summarized", "omitted", "default"] as const;
const lifetimes = ["5m", "1h", "off"] as const;

/** Reads the section; what is missing or of a wrong type gets its default. Throws `not-configured` for a bad URL. */
export function settingsOf(config: Readonly<Record<string, unknown>>): Settings {
  const { region, profile, accessKeyId, baseURL, controlURL, maxTokens, thinking, cache, betas, models, baseModels } = config;
  return {
    region: trimmed(region),
    profile: trimmed(profile),
    accessKeyId: trimmed(accessKeyId),
    baseURL: checkedURL("baseURL", trimmed(baseURL)),
    controlURL: checkedURL("controlURL", trimmed(controlURL)),
    maxTokens: typeof maxTokens === "number" && Number.isInteger(maxTokens) && maxTokens > 0 ? maxTokens : undefined,
    thinking: displays.find((each) => each === thinking) ?? "summarized",
    cache: lifetimes.find((each) => each === cache) ?? "5m",
    betas: trimmedTexts(betas),
    models: trimmedTexts(models),
    baseModels: namesIn(baseModels),
  };
}

function namesIn(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([id, name]: [string, unknown]) => {
      const text = trimmed(name);
      return text === undefined ? [] : [[id, text] as const];
    }),
  );
}

function checkedURL(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return text.replace(/\/+$/, "");
  throw new AinError("not-configured", `The ${name} of Bedrock is no http(s) URL: ${text}`, {
    actions: [
      `Leave AWS's own: ainative-code config unset plugins.bedrock.${name}`,
      "Or correct AWS_ENDPOINT_URL_BEDROCK_RUNTIME and AWS_ENDPOINT_URL.",
    ],
  });
}
