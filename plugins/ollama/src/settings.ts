import { serverUrlOf } from "./server-url.ts";

const thinkModes = ["auto", "off", "on", "low", "medium", "high", "max"] as const;

export type ThinkMode = (typeof thinkModes)[number];

/** The plugin's section of the config, as settings.schema.json describes it. */
export interface Settings {
  /** Without a slash at its end. */
  readonly url: string;
  /** The most tokens to ask for as `num_ctx`. */
  readonly contextLength: number | undefined;
  /** As it is sent: a Go duration, or seconds. */
  readonly keepAlive: string | number | undefined;
  readonly think: ThinkMode;
}

/** Reads the section; what is missing or of a wrong type gets its default. Throws `not-configured` for a bad host. */
export function settingsOf(config: Readonly<Record<string, unknown>>): Settings {
  const { host, contextLength, keepAlive, think } = config;
  return {
    url: serverUrlOf(typeof host === "string" ? host : ""),
    contextLength: Number.isInteger(contextLength) ? Number(contextLength) : undefined,
    keepAlive: typeof keepAlive === "string" && keepAlive !== "" ? durationOf(keepAlive) : undefined,
    think: thinkModes.find((mode) => mode === think) ?? "auto",
  };
}

/** Go wants a unit in a text; a bare number is sent as a number of seconds. */
function durationOf(text: string): string | number {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
