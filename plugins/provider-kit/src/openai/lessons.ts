import { AinError, isAinError, type Notes } from "@ainative-code/sdk";
import { listOr, type JsonObject } from "../json.ts";
import { LessonBook } from "../lesson-book.ts";

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

/** What servers have refused, by server and model. */
export class Lessons {
  readonly #refused = new LessonBook(notedFields);

  /**
   * Learns from an error; returns it as one to be tried again where it taught something new, because the next request
   * will differ, else as it is.
   */
  learn(place: string, error: AinError, notes?: Notes): AinError {
    const field = refusedField(error);
    const known = this.#refused.at(place, notes) ?? [];
    if (field === undefined || known.includes(field)) return error;
    this.#refused.note(place, [...known, field], notes);
    const { code, message, actions, requestId, status, vendorCode, details } = error;
    return new AinError(code, message, { retryable: true, actions, requestId, status, vendorCode, details, cause: error });
  }

  /** The body without what is refused at that place. */
  apply(place: string, body: JsonObject, notes?: Notes): { readonly body: JsonObject; readonly left: readonly string[] } {
    const changed: Record<string, unknown> = { ...body };
    const left: string[] = [];
    for (const field of this.#refused.at(place, notes) ?? []) {
      if (changed[field] === undefined) continue;
      const other = otherName[field];
      if (other !== undefined) changed[other] = changed[field];
      else if (field === "temperature" || field === "top_p") left.push(field);
      delete changed[field];
    }
    return { body: changed, left };
  }
}

function notedFields(noted: unknown): readonly string[] {
  return listOr(noted).filter((field): field is string => typeof field === "string" && fieldOf[field] !== undefined);
}

function refusedField(error: AinError): string | undefined {
  if (!isAinError(error) || error.code !== "unsupported") return undefined;
  const param = error.details?.["param"];
  if (typeof param === "string" && fieldOf[param] !== undefined) return fieldOf[param];
  if (/encrypted content is not supported/i.test(error.message)) return "include";
  const named = /^.*?unsupported parameter:? ['"`]?([\w.]+)/i.exec(error.message)?.[1];
  return named === undefined ? undefined : fieldOf[named];
}
