import { AinError } from "@ainative-code/sdk";
import type { DeclaredSecret } from "../../core/auth/declared-secrets.ts";
import { openKeychain } from "../../infra/secrets/open-keychain.ts";
import { keyFile, keyPlace } from "../key-place.ts";
import type { KeyChoice } from "./draft.ts";
import { keyStores, type KeyStore, type SetupContext } from "./setup-context.ts";

/** How the config will refer to a key, and how it gets where it will lie. */
export interface PlannedKey {
  /** `undefined`: the config stays as it is. */
  readonly setting: string | undefined;
  /** Keeps it; gives what takes it back. */
  keep(): Promise<() => Promise<void>>;
}

/** A key of a plugin, by the setting it is set by. */
export interface PlannedSecret {
  readonly key: string;
  readonly planned: PlannedKey;
}

/**
 * Where the key of a provider goes: a variable is referred to; one that was given is kept in the keychain, in a file of
 * the user's own, or in the config itself where that is said. `not-configured` where nobody has said it and there is no
 * keychain.
 */
export async function planKey(context: SetupContext, secret: DeclaredSecret | undefined, choice: KeyChoice): Promise<PlannedKey> {
  if (secret === undefined || choice.kind === "as-is") return { setting: undefined, keep: nothing };
  if (choice.kind === "variable") return { setting: `\${${choice.name}}`, keep: nothing };
  const store = context.flags.keyStore ?? (await chooseStore(context, secret));
  if (store === "config") return { setting: choice.value, keep: nothing };
  const place = await keyPlace(context.services, secret, { file: store === "file", confirmFile: undefined });
  return { setting: place.reference, keep: async () => place.keep(choice.value) };
}

async function chooseStore({ services, questions }: SetupContext, secret: DeclaredSecret): Promise<KeyStore> {
  const opened = await openKeychain(services.environment);
  if (questions === undefined) {
    if ("keychain" in opened) return "keychain";
    throw new AinError("not-configured", `The key was not kept. ${opened.unusable}`, {
      actions: [
        `Keep it in a file that is yours alone (${keyFile(services, secret)}): --key-store file`,
        "Or refer to a variable: --key-from env:NAME",
      ],
    });
  }
  const names: Readonly<Record<KeyStore, string>> = {
    keychain: "In the system's keychain",
    file: `In a file that only you can read (${keyFile(services, secret)})`,
    config: "In the config file, as it is",
  };
  if ("unusable" in opened) questions.tell(opened.unusable);
  const usable = keyStores.filter((store) => store !== "keychain" || "keychain" in opened);
  return questions.choose("Where shall the key be kept?", usable.map((value) => ({ name: names[value], value })));
}

async function nothing(): Promise<() => Promise<void>> {
  return async () => undefined;
}
