import { AinError } from "@ainative-code/sdk";
import { longestKeychainSecret, type Keychain } from "../../core/auth/keychain.ts";
import type { KeychainLibrary } from "./keychain-library.ts";

/** Under which all entries stand in the keychain. */
const service = "ainative-code";

/** The keychain behind cross-keychain, whose backend has been chosen. */
export function systemKeychain(library: KeychainLibrary): Keychain {
  const get = async (name: string): Promise<string | undefined> =>
    (await told("read", async () => library.getPassword(service, name))) ?? undefined;
  return {
    get,
    async set(name, secret) {
      refuse(secret);
      await told("written", async () => library.setPassword(service, name, secret));
      if ((await get(name)) !== secret) throw failure("written", "it did not keep what it was given");
    },
    async remove(name) {
      if ((await get(name)) === undefined) return false;
      await told("changed", async () => library.deletePassword(service, name));
      return true;
    },
  };
}

function refuse(secret: string): void {
  if (secret.length <= longestKeychainSecret && secret !== "") return;
  throw new AinError(
    "invalid-input",
    `A keychain takes secrets of 1 to ${longestKeychainSecret} characters; this one has ${secret.length}.`,
    {
      actions: ["Keep it in a file of your own: ainative-code auth key set PROVIDER --file"],
    },
  );
}

async function told<T>(verb: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failure(verb, firstLine(error), error);
  }
}

/** Behind the first line native errors carry a stack of addresses. */
function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split("\n", 1)[0] ?? "").replace(/\.$/, "");
}

function failure(verb: string, why: string, cause?: unknown): AinError {
  return new AinError("storage", `The keychain could not be ${verb}: ${why}.`, {
    actions: [
      "Unlock the keychain and try again",
      "Or keep the secret in a file of your own: ainative-code auth key set PROVIDER --file",
    ],
    cause,
  });
}
