import { AinError } from "@ainative-code/sdk";

/** A model of a provider. */
export interface ModelRef {
  readonly provider: string;
  /** The vendor's name; may hold slashes itself. */
  readonly model: string;
}

/** Reads `provider/model`. Throws `invalid-input` where either half is missing. */
export function parseModelRef(text: string): ModelRef {
  const slash = text.indexOf("/");
  if (slash <= 0 || slash === text.length - 1) {
    throw new AinError("invalid-input", `"${text}" does not name a model: write PROVIDER/MODEL.`, {
      actions: ["See the providers: ainative-code providers list", "See their models: ainative-code models list"],
    });
  }
  return { provider: text.slice(0, slash), model: text.slice(slash + 1) };
}

export function formatModelRef(ref: ModelRef): string {
  return `${ref.provider}/${ref.model}`;
}
