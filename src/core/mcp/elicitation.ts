import { isRecord } from "../config/is-record.ts";
import { cleanText } from "./clean-text.ts";

export interface ElicitedField {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly kind: "text" | "number" | "integer" | "boolean" | "choice" | "choices";
  readonly required: boolean;
  /** What may be answered, and how it is shown. */
  readonly options: readonly { readonly value: string; readonly title: string }[];
  readonly preset: string | undefined;
  readonly limits: { readonly least: number | undefined; readonly most: number | undefined };
}

/** What a server wants to know. Every text is cleaned and bounded. */
export type Elicitation =
  | { readonly mode: "form"; readonly message: string; readonly fields: readonly ElicitedField[] }
  | { readonly mode: "url"; readonly message: string; readonly url: string };

type Value = string | number | boolean | readonly string[];

/** Characters of an address. What is longer hides where it leads. */
const maxUrl = 2000;
/** Questions of one form. */
const mostFields = 30;

/** Reads what a server asks; `undefined` for what can't be asked. */
export function elicitationOf(request: Readonly<Record<string, unknown>>): Elicitation | undefined {
  const message = cleanText(request["message"], 2000);
  if (request["mode"] === "url") {
    const url = URL.parse(typeof request["url"] === "string" ? request["url"] : "");
    // What stands before an @ looks like the name of the site and is none.
    const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
    return isPlain && url.href.length <= maxUrl ? { mode: "url", message, url: url.href } : undefined;
  }
  const schema = request["requestedSchema"];
  const members = isRecord(schema) && isRecord(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  const needed = isRecord(schema) && Array.isArray(schema["required"]) ? schema["required"] : [];
  if (members.length > mostFields) return undefined;
  return {
    mode: "form",
    message,
    fields: members.flatMap(([name, field]) => (isRecord(field) ? [fieldOf(name, field, needed.includes(name))] : [])),
  };
}

function fieldOf(name: string, field: Readonly<Record<string, unknown>>, required: boolean): ElicitedField {
  const items = isRecord(field["items"]) ? field["items"] : {};
  const options = field["type"] === "array" ? optionsOf(items) : optionsOf(field);
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = field;
  return {
    name,
    options,
    required,
    title: cleanText(field["title"], 100) || cleanText(name, 100),
    description: cleanText(field["description"], 300),
    kind: kindOf(field["type"], options.length > 0),
    preset: presetOf(field["default"]),
    limits: { least: numberOf(minimum ?? minLength ?? minItems), most: numberOf(maximum ?? maxLength ?? maxItems) },
  };
}

function kindOf(type: unknown, hasOptions: boolean): ElicitedField["kind"] {
  if (type === "array") return "choices";
  if (hasOptions) return "choice";
  return type === "number" || type === "integer" || type === "boolean" ? type : "text";
}

function optionsOf(field: Readonly<Record<string, unknown>>): ElicitedField["options"] {
  const named = field["oneOf"] ?? field["anyOf"];
  if (Array.isArray(named)) {
    return named.flatMap((one: unknown) =>
      isRecord(one) && typeof one["const"] === "string"
        ? [{ value: one["const"], title: cleanText(one["title"], 100) || one["const"] }]
        : [],
    );
  }
  const { enum: values, enumNames: titles } = { enum: field["enum"], enumNames: field["enumNames"] };
  if (!Array.isArray(values)) return [];
  return values.flatMap((value: unknown, index) =>
    typeof value === "string" ? [{ value, title: cleanText(Array.isArray(titles) ? titles[index] : value, 100) || value }] : [],
  );
}

function presetOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.filter((item) => typeof item === "string").join(", ");
  return ["string", "number", "boolean"].includes(typeof value) ? cleanText(String(value), 300) : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/**
 * What was entered, as the value of a field; or why it will not do. Nothing entered is the preset; `undefined` leaves the
 * field out.
 */
export function fieldValue(
  field: ElicitedField,
  entered: string,
): { readonly value: Value | undefined } | { readonly why: string } {
  const text = entered.trim() === "" ? (field.preset ?? "") : entered.trim();
  if (text === "") return field.required ? { why: "An answer is needed." } : { value: undefined };
  switch (field.kind) {
    case "number":
    case "integer":
      return numberValue(field, Number(text));
    case "boolean":
      return booleanValue(text);
    case "choice":
      return choiceValue(field, text);
    case "choices":
      return choicesValue(field, text);
    default:
      return within(field, text.length) ? { value: text } : { why: limitText(field, "characters") };
  }
}

function numberValue(field: ElicitedField, value: number): ReturnType<typeof fieldValue> {
  if (!Number.isFinite(value) || (field.kind === "integer" && !Number.isInteger(value))) return { why: field.kind === "integer" ? "A whole number is needed." : "A number is needed." };
  return within(field, value) ? { value } : { why: limitText(field, "") };
}

function booleanValue(text: string): ReturnType<typeof fieldValue> {
  if (/^(y|yes|true|1)$/i.test(text)) return { value: true };
  return /^(n|no|false|0)$/i.test(text) ? { value: false } : { why: "Yes or no is needed." };
}

function choiceValue({ options }: ElicitedField, text: string): { readonly value: string } | { readonly why: string } {
  const found = options.find(({ value, title }) => value === text || title === text) ?? options[Number(text) - 1];
  return found === undefined ? { why: "One of the answers, or its number, is needed." } : { value: found.value };
}

function choicesValue(field: ElicitedField, text: string): ReturnType<typeof fieldValue> {
  const chosen = text
    .split(",")
    .map((one) => (field.options.length === 0 ? { value: one.trim() } : choiceValue(field, one.trim())));
  const wrong = chosen.find((one) => "why" in one);
  if (wrong !== undefined && "why" in wrong) return { why: wrong.why };
  const values = chosen.flatMap((one) => ("value" in one ? [one.value] : []));
  return within(field, values.length) ? { value: values } : { why: limitText(field, "answers") };
}

function within({ limits: { least, most } }: ElicitedField, size: number): boolean {
  return size >= (least ?? -Infinity) && size <= (most ?? Infinity);
}

function limitText({ limits: { least, most } }: ElicitedField, what: string): string {
  const bounds = [least === undefined ? "" : `at least ${least}`, most === undefined ? "" : `at most ${most}`].filter(
    (text) => text !== "",
  );
  return `It has to be ${bounds.join(" and ")}${what === "" ? "" : ` ${what}`}.`;
}
