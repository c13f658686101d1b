import { AinError, isAinError, type Notes } from "@ainative-code/sdk";
import { isObject, listOr, type JsonObject } from "../json.ts";
import { LessonBook } from "../lesson-book.ts";
import { fittedEffort, listedEfforts } from "./nearest-effort.ts";

/** Fields that can be left out, by the name servers complain about. */
const fieldOf: Readonly<Record<string, string>> = {
  temperature: "temperature",
  top_p: "top_p",
  include: "include",
  stream_options: "stream_options",
  prompt_cache_key: "prompt_cache_key",
  max_tokens: "max_tokens",
  max_completion_tokens: "max_completion_tokens",
};

/** The other name of a field that only has to be called differently. */
const otherName: Readonly<Record<string, string>> = {
  max_tokens: "max_completion_tokens",
  max_completion_tokens: "max_tokens",
};

/** Before the levels of effort that a model knows. */
const effortMark = "effort:";

/** What servers have refused, by server and model: fields, or levels of effort. */
export class Lessons {
  readonly #refused = new LessonBook(notedFields);
  /** Conversations whose earlier reasoning the vendor can no longer read. */
  readonly #stale = new Set<string>();

  /**
   * Learns from an error; returns it as one to be tried again where it taught something new, because the next request
   * will differ, else as it is.
   */
  learn(place: string, error: AinError, notes?: Notes): AinError {
    const field = refusedField(error) ?? effortLesson(error);
    const known = this.#refused.at(place, notes) ?? [];
    if (field === undefined || known.includes(field)) return error;
    this.#refused.note(place, [...known, field], notes);
    return again(error);
  }

  /** The same for a refusal of what the vendor itself has said earlier: from now on, its own marks stay away. */
  forget(conversation: string, error: AinError): AinError {
    if (this.#stale.has(conversation)) return error;
    this.#stale.add(conversation);
    return again(error);
  }

  /** Nothing but words of earlier answers may be sent. */
  isStale(conversation: string): boolean {
    return this.#stale.has(conversation);
  }

  /** The body without what is refused at that place, and what its user should know of that. */
  apply(place: string, body: JsonObject, notes?: Notes): { readonly body: JsonObject; readonly warnings: readonly string[] } {
    const changed: Record<string, unknown> = { ...body };
    const warnings: string[] = [];
    for (const field of this.#refused.at(place, notes) ?? []) {
      if (field.startsWith(effortMark)) warnings.push(...fitEffort(changed, field.slice(effortMark.length).split("|")));
      if (changed[field] === undefined) continue;
      const other = otherName[field];
      if (other !== undefined) changed[other] = changed[field];
      else if (field === "temperature" || field === "top_p") warnings.push(`${field} is not sent: this model refuses it.`);
      delete changed[field];
    }
    return { body: changed, warnings };
  }
}

function again({ code, message, actions, requestId, status, vendorCode, details, cause }: AinError): AinError {
  return new AinError(code, message, { retryable: true, actions, requestId, status, vendorCode, details, cause });
}

function notedFields(noted: unknown): readonly string[] {
  const isKnown = (field: string): boolean => fieldOf[field] !== undefined || field.startsWith(effortMark);
  return listOr(noted).filter((field): field is string => typeof field === "string" && isKnown(field));
}

function effortLesson(error: AinError): string | undefined {
  const levels = isAinError(error) && error.code === "unsupported" ? listedEfforts(error) : undefined;
  return levels === undefined ? undefined : `${effortMark}${levels.join("|")}`;
}

/** Puts the nearest level in the place of one the model does not know. */
function fitEffort(body: Record<string, unknown>, known: readonly string[]): readonly string[] {
  const reasoning = isObject(body["reasoning"]) ? body["reasoning"] : undefined;
  const wanted = reasoning?.["effort"] ?? body["reasoning_effort"];
  const fitted = fittedEffort(wanted, known);
  if (fitted === undefined || fitted === wanted) return [];
  if (reasoning === undefined) body["reasoning_effort"] = fitted;
  else body["reasoning"] = { ...reasoning, effort: fitted };
  return [`The effort is ${fitted}: this model does not know ${String(wanted)}.`];
}

function refusedField(error: AinError): string | undefined {
  if (!isAinError(error) || error.code !== "unsupported") return undefined;
  const param = error.details?.["param"];
  if (typeof param === "string" && fieldOf[param] !== undefined) return fieldOf[param];
  if (/encrypted content is not supported/i.test(error.message)) return "include";
  const named = /^.*?unsupported parameter:? ['"`]?([\w.]+)/i.exec(error.message)?.[1];
  return named === undefined ? undefined : fieldOf[named];
}
