import { AinError } from "@ainative-code/sdk";

/** Where a key is taken from. */
export type KeySource = { readonly from: "variable"; readonly name: string } | { readonly from: "stdin" };

/** Reads `env:NAME` or `stdin`. Throws `invalid-input` for anything else, a key above all. */
export function keySource(text: string): KeySource {
  if (text === "stdin") return { from: "stdin" };
  const name = /^env:([A-Za-z_][A-Za-z0-9_]*)$/.exec(text)?.[1];
  if (name !== undefined) return { from: "variable", name };
  throw new AinError("invalid-input", "--key-from takes env:NAME or stdin; a key never stands on the command line.", {
    actions: ["Name the variable that holds it: --key-from env:NAME", "Or pipe it in: --key-from stdin"],
  });
}
