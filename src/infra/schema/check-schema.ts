import { Validator, type OutputUnit } from "@cfworker/json-schema";
import type { JsonSchema } from "@ainative-code/sdk";
import { didYouMean } from "../../core/config/did-you-mean.ts";
import { isRecord } from "../../core/config/is-record.ts";
import { dottedPath, pointerOf, segmentsOf } from "../../core/config/json-pointer.ts";
import type { SchemaCheck, Violation } from "../../core/config/schema-check.ts";
import { relevantErrors } from "./relevant-errors.ts";
import { schemaAt, valueAt } from "./schema-value.ts";
import { predicateOf } from "./violation-text.ts";

const validators = new WeakMap<JsonSchema, Validator>();

/** `SchemaCheck` by an interpreting validator, draft 2020-12: no code is generated. It is prepared once per schema object. */
export const checkSchema: SchemaCheck = (schema, value, at = "") => {
  const errors = errorsOf(schema, value);
  if (errors === "broken characters") return [{ path: at, keyword: "additionalProperties", message: brokenKey }];
  return withoutConsequences(relevantErrors(errors).map((unit) => violationOf(unit, schema, value, at)));
};

const brokenKey = "The value has a key with broken characters.";

/** The validator can't name a key with half a surrogate pair. */
function errorsOf(schema: JsonSchema, value: unknown): readonly OutputUnit[] | "broken characters" {
  try {
    return validatorOf(schema).validate(value).errors;
  } catch (error) {
    if (error instanceof URIError) return "broken characters";
    throw error;
  }
}

/** A value of the wrong type breaks most other keywords too: what is told of its place is the type. */
function withoutConsequences(violations: readonly Violation[]): Violation[] {
  const byType = new Set(violations.filter((found) => found.keyword === "type").map((found) => found.path));
  return violations.filter((found) => found.keyword === "type" || !byType.has(found.path));
}

function validatorOf(schema: JsonSchema): Validator {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const made = new Validator(schema, "2020-12", false);
  validators.set(schema, made);
  return made;
}

function violationOf(unit: OutputUnit, schema: JsonSchema, root: unknown, at: string): Violation {
  const inner = decodePointer(unit.instanceLocation) + (unit.keyword === "required" ? pointerOf([missingKey(unit)]) : "");
  const path = at + inner;
  const place = schemaAt(schema, unit.keywordLocation);
  const keyword = unit.keyword === "unevaluatedProperties" ? "additionalProperties" : unit.keyword;
  if (keyword === "additionalProperties") return { path, keyword, message: unknownKey(inner, root, place?.schema) };
  const broken = { keyword, limit: place?.value, schema: place?.schema ?? {}, value: valueAt(root, inner), text: unit.error };
  return { path, keyword, message: `${dottedPath(path) || "The value"} ${predicateOf(broken)}` };
}

function unknownKey(pointer: string, root: unknown, schema: JsonSchema | undefined): string {
  const segments = segmentsOf(pointer);
  const name = segments.at(-1) ?? "";
  const known = isRecord(schema?.["properties"]) ? Object.keys(schema["properties"]) : [];
  const taken = valueAt(root, pointerOf(segments.slice(0, -1)));
  const free = known.filter((key) => !isRecord(taken) || !Object.hasOwn(taken, key));
  const close = didYouMean(name, free);
  return `unknown key "${name}".${close === undefined ? "" : ` Did you mean "${close}"?`}`;
}

/** The validator names a missing key in its text only. */
function missingKey(unit: OutputUnit): string {
  return /required property "(.*)"/.exec(unit.error)?.[1] ?? "";
}

/** The validator's locations are JSON pointers as URI fragments. */
function decodePointer(location: string): string {
  return decodeURIComponent(location.replace(/^#/, ""));
}
