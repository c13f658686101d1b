import { resolve } from "node:path";
import { AinError, type JsonSchema } from "@ainative-code/sdk";
import type { ExpectedOutput } from "../core/agent/expected-output.ts";
import { isRecord } from "../core/config/is-record.ts";
import { metaSchema } from "../core/config/meta-schema.ts";

/**
 * The form of answers that `--json-schema` asks for, if it is given: a JSON Schema as it stands, or the path of a file
 * that holds one. Throws `invalid-input` where there is none or it is not one.
 */
export async function readJsonSchema(given: string | undefined, cwd: string): Promise<ExpectedOutput | undefined> {
  if (given === undefined) return undefined;
  const [{ readTextFile }, { checkSchema }, { unresolvedRef }] = await Promise.all([
    import("../infra/config-files/read-text-file.ts"),
    import("../infra/schema/check-schema.ts"),
    import("../infra/schema/unresolved-ref.ts"),
  ]);
  const isText = given.trimStart().startsWith("{");
  const text = isText ? given : readTextFile(resolve(cwd, given))?.text;
  if (text === undefined) throw unusable(`There is no file ${given}.`);
  const where = isText ? "--json-schema" : given;
  const schema = parsed(text, where);
  const [violation] = checkSchema(metaSchema, schema);
  if (violation !== undefined) throw unusable(`${where} holds no JSON Schema: ${violation.message}`);
  const check = (value: unknown): readonly string[] => checkSchema(schema, value).map(({ message }) => message);
  try {
    check({});
  } catch (cause) {
    throw unusable(`${where} holds a JSON Schema that can't be used: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  const ref = unresolvedRef(schema);
  if (ref !== undefined) throw unusable(`${where} holds a JSON Schema that can't be used: "${ref}" is not in it.`);
  return { name: nameOf(schema), schema, check };
}

function parsed(text: string, where: string): JsonSchema {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw unusable(`${where} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (isRecord(value)) return value;
  throw unusable(`${where} holds no JSON Schema: it has to be an object.`);
}

/** Vendors want a name of letters, digits, `_` and `-`. */
function nameOf({ title }: JsonSchema): string {
  const name = typeof title === "string" ? title.replaceAll(/[^A-Za-z0-9_-]+/g, "_").slice(0, 64) : "";
  return name.replaceAll("_", "") === "" ? "answer" : name;
}

function unusable(sentence: string): AinError {
  return new AinError("invalid-input", sentence, {
    actions: ["Give a JSON Schema or the path of a file with one: --json-schema '{\"type\": \"object\", ...}'"],
  });
}
