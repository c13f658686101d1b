import type { FoundProvider } from "../../core/setup/found-provider.ts";
import type { ModelInfo } from "@ainative-code/sdk";
import type { TriedModel } from "./try-model.ts";

/** The key to connect with. */
export type KeyChoice =
  /** What is set already, or none. */
  | { readonly kind: "as-is" }
  /** A variable, to be referred to. */
  | { readonly kind: "variable"; readonly name: string }
  /** Typed or piped in; to be kept somewhere. */
  | { readonly kind: "given"; readonly value: string };

/** What is decided so far about the connection; stages fill it in, in order. */
export interface Draft {
  provider?: FoundProvider;
  /** Settings of the provider that were answered, by key. */
  settings: Readonly<Record<string, unknown>>;
  key: KeyChoice;
  /** `undefined` where the server could not list them. */
  models?: readonly ModelInfo[] | undefined;
  model?: string | undefined;
  tried?: TriedModel | undefined;
}

/** The settings that the draft comes to, with the key itself in them where it was given: for trying out only. */
export function trialOverrides({ provider, settings, key }: Draft): Readonly<Record<string, unknown>> {
  if (provider?.secret === undefined || key.kind === "as-is") return settings;
  return { ...settings, [provider.secret.key]: key.kind === "given" ? key.value : `\${${key.name}}` };
}

/** The provider of a draft that has passed its first stage. */
export function providerOf({ provider }: Draft): FoundProvider {
  if (provider === undefined) throw new Error("no provider was chosen");
  return provider;
}
