import { isAinError } from "@ainative-code/sdk";
import type { Fetched } from "./fetched.ts";
import type { OpenedKeychain } from "./keychain.ts";

/** An entry of the keychain. A locked or absent keychain is told as such, never as an entry that is missing. */
export async function readKeychain(opened: OpenedKeychain, name: string): Promise<Fetched> {
  if ("unusable" in opened) return { why: `can't be read: ${withoutStop(opened.unusable)}`, actions: opened.actions };
  try {
    const text = await opened.keychain.get(name);
    return text === undefined
      ? { why: "does not exist", actions: ["Put it there: ainative-code auth key set PROVIDER"] }
      : { text };
  } catch (thrown) {
    if (!isAinError(thrown)) throw thrown;
    return { why: `can't be read: ${withoutStop(thrown.message)}`, actions: thrown.actions };
  }
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
