import { toAinError } from "@ainative-code/sdk";
import type { KeychainLibrary } from "../../../../src/infra/secrets/keychain-library.ts";
import { openKeychain } from "../../../../src/infra/secrets/open-keychain.ts";

/**
 * `use-keychain.ts BACKEND STEPS`: takes the steps, a list in JSON of `["set", NAME, VALUE]`, `["get", NAME]`, `["remove",
 * NAME]`, in the keychain of the session it is started in, and prints what each one gave. `BACKEND` is the only one that
 * may be used, or `any`.
 */
const [backend = "any", steps = "[]"] = process.argv.slice(2);

const answer = await openKeychain({ env: process.env, library }).then(async (opened) => {
  if ("unusable" in opened) return { unusable: opened.unusable };
  const given: unknown[] = [];
  for (const [verb, name = "", value = ""] of JSON.parse(steps) as readonly string[][]) {
    if (verb === "set") given.push((await opened.keychain.set(name, value)) ?? "set");
    else given.push(verb === "get" ? ((await opened.keychain.get(name)) ?? null) : await opened.keychain.remove(name));
  }
  return { given };
}).catch((thrown: unknown) => ({ failed: toAinError(thrown).message }));
process.stdout.write(`${JSON.stringify(answer)}\n`);

async function library(): Promise<KeychainLibrary> {
  const real = await import("cross-keychain");
  const useBackend = async (id: string): Promise<void> => (backend === "any" || id === backend ? real.useBackend(id) : Promise.reject(new Error("not this one")));
  return { ...real, useBackend };
}
