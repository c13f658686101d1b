export type Fields = Readonly<Record<string, unknown>>;

/** What a program has answered to a question, whatever was asked. */
export interface Reply {
  readonly requestId: string;
  readonly isSuccess: boolean;
  /** The answer itself; empty where there is none. */
  readonly said: Fields;
  /** Why it gives none. */
  readonly error: unknown;
}

/** Reads a line of the type `control_response`. A sentence where it can't be read. */
export function readReply(value: Fields): Reply | string {
  const response = value["response"];
  if (!isFields(response) || typeof response["request_id"] !== "string") return "it has no response with a request_id";
  const said = isFields(response["response"]) ? response["response"] : {};
  return { requestId: response["request_id"], isSuccess: response["subtype"] === "success", said, error: response["error"] };
}

/** Characters of a foreign value that a sentence about it holds. */
const shownChars = 80;

/** A foreign value in a sentence. */
export function shownJson(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.length > shownChars ? `${text.slice(0, shownChars - 1)}…` : text;
}

/** A JSON object: neither null nor an array. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
