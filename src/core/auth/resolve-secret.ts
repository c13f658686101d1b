import { AinError } from "@ainative-code/sdk";
import { secretReference, shown, type SecretReference, type VaultProgram } from "../config/secret-reference.ts";
import type { SecretSetting } from "../config/secret-setting.ts";
import type { Fetched } from "./fetched.ts";
import { secretFailure } from "./secret-failure.ts";
import type { SecretPlaces } from "./secret-places.ts";
import { splitCommand } from "./split-command.ts";

/** Milliseconds that the programs may take. */
export interface SecretLimits {
  readonly commandMs: number;
  /** For `op`, `pass`, `bw` and `vault`. */
  readonly programMs: number;
}

/** A command runs before every first request; a vault may first ask its owner for a fingerprint or a passphrase. */
const secretLimits: SecretLimits = { commandMs: 5_000, programMs: 30_000 };

/**
 * The secret that a setting means: itself, or what its reference leads to, without the white space around it. Throws
 * `not-configured`, with the reason and the next step, where that can't be had or is empty; the error holds nothing of it.
 */
export async function resolveSecret(
  setting: SecretSetting,
  places: SecretPlaces,
  limits: SecretLimits = secretLimits,
): Promise<string> {
  const reference = secretReference(setting.text);
  if (reference === undefined) return setting.text.trim();
  if (reference.form === "malformed") {
    throw new AinError("not-configured", `${setting.key} is no reference that can be followed: it ${reference.why}.`, {
      actions: [`Set it again: ainative-code config set ${setting.key} VALUE`],
      details: { key: setting.key },
    });
  }
  const fetched = checked(await follow(reference, places, limits), reference);
  if ("why" in fetched) throw secretFailure(setting, whatOf(reference), fetched);
  return fetched.text;
}

async function follow(
  reference: Exclude<SecretReference, { form: "malformed" }>,
  places: SecretPlaces,
  limits: SecretLimits,
): Promise<Fetched> {
  if (reference.form === "variable") return variable(reference.name, places);
  if (reference.form === "file") return places.file(reference.path);
  if (reference.form === "keychain") return places.keychain(reference.name);
  if (reference.form === "program") return places.command([reference.program, ...reference.words], limits.programMs);
  const split = splitCommand(reference.line);
  return "why" in split ? split : places.command(split.words, limits.commandMs);
}

function variable(name: string, places: SecretPlaces): Fetched {
  const text = places.variable(name) ?? "";
  return text === "" ? { why: "is not set", actions: [`Set the variable: export ${name}=...`] } : { text };
}

/** `pass` keeps the secret in the first line and notes of any kind below it. */
function checked(fetched: Fetched, reference: SecretReference): Fetched {
  if ("why" in fetched) return fetched;
  const isPass = reference.form === "program" && reference.program === "pass";
  const text = (isPass ? (fetched.text.split("\n", 1)[0] ?? "") : fetched.text).trim();
  if (text === "") return { why: isPass ? "has an empty first line" : "is empty" };
  return text.includes("\0") ? { why: "holds a NUL character" } : { text };
}

const itemOf: Readonly<Record<VaultProgram, string>> = {
  op: "the 1Password item",
  pass: "the pass entry",
  bw: "the Bitwarden item",
  vault: "the Vault secret",
};

function whatOf(reference: Exclude<SecretReference, { form: "malformed" }>): string {
  if (reference.form === "variable") return `the variable ${reference.name}`;
  if (reference.form === "file") return `the file ${reference.path}`;
  if (reference.form === "keychain") return `the keychain entry ${reference.name}`;
  if (reference.form === "program") return `${itemOf[reference.program]} (${[reference.program, ...reference.words].join(" ")})`;
  return `the command ${String(shown(`$(${reference.line})`, true))}`;
}
