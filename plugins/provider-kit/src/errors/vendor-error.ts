import { filled, isObject, listOr, numberOr, objectOr, parseJson, type JsonObject } from "../json.ts";

/** What an error body says, whatever its shape. */
export interface VendorError {
  readonly message: string | undefined;
  /** The vendor's own code; a number becomes its digits. */
  readonly code: string | undefined;
  readonly type: string | undefined;
  /** The field of the request that is to blame. */
  readonly param: string | undefined;
  /** HTTP status named in the body, for errors inside a 200. */
  readonly status: number | undefined;
  /** The object the fields were read from. */
  readonly raw: JsonObject | undefined;
}

/**
 * Reads an error body by what is in it and never by its content type: `{error: {...}}`, `{error: "..."}`, a list of
 * those, `{message}`, `{detail}`, `{errors: [...]}`, plain text, or the HTML page of a proxy.
 */
export function vendorErrorOf(body: string): VendorError {
  const value = parseJson(body);
  if (value === undefined) return worded(plainText(body));
  return typeof value === "string" ? worded(plainText(value)) : vendorErrorIn(value);
}

/** The same, of a value that is parsed already. */
export function vendorErrorIn(value: unknown): VendorError {
  const whole = objectOr(Array.isArray(value) ? listOr(value)[0] : value);
  if (whole === undefined) return worded(JSON.stringify(value));
  const inner = objectOr(whole["error"]) ?? objectOr(listOr(whole["errors"])[0]) ?? objectOr(whole["detail"]) ?? whole;
  const code = codeOf(inner["code"]) ?? codeOf(whole["code"]);
  return {
    message: messageIn(inner) ?? filled(whole["error"]) ?? messageIn(whole),
    code,
    type: filled(inner["type"]) ?? filled(inner["status"]) ?? filled(whole["type"]),
    param: filled(inner["param"]),
    status: statusOf(inner["status_code"]) ?? statusOf(inner["code"]) ?? statusOf(inner["status"]),
    raw: whole,
  };
}

function messageIn(object: JsonObject): string | undefined {
  const message = object["message"] ?? object["detail"] ?? object["msg"] ?? object["error_description"];
  if (isObject(message)) return messageIn(message) ?? JSON.stringify(message);
  if (Array.isArray(message)) return JSON.stringify(message);
  return filled(message);
}

function codeOf(code: unknown): string | undefined {
  return typeof code === "number" ? String(code) : filled(code);
}

function statusOf(value: unknown): number | undefined {
  const status = typeof value === "string" && /^\d{3}$/.test(value) ? Number(value) : numberOr(value);
  return status !== undefined && status >= 400 && status < 600 ? status : undefined;
}

/** An error of which only words are known. */
export function worded(words: string): VendorError {
  return { message: filled(words), code: undefined, type: undefined, param: undefined, status: undefined, raw: undefined };
}

/** The title of an HTML page, else its words; other text as it is. */
function plainText(text: string): string {
  if (!/^\s*<(!doctype|html|head|body|\?xml)/i.test(text)) return text.trim();
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1];
  return (title ?? text.replaceAll(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/gi, " ")).replaceAll(/\s+/g, " ").trim();
}
