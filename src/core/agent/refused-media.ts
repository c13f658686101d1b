import type { AinError, Message } from "@ainative-code/sdk";
import { mediaInWords, mediaOf } from "../providers/media-in-words.ts";

/** What vendors call a picture or a file that they can't take, for whatever is wrong with it. */
const medium = /\b(?:images?|pictures?|pdfs?|documents?|media(?:[ _]type)?|base64|attachments?|mime)\b/i;

/** Whether a refusal may be for a picture or a file, and not for all of the request. */
export function mayRefuseMedia({ code, message }: AinError): boolean {
  return code === "request-too-large" || (code === "invalid-request" && medium.test(message));
}

/**
 * The messages with words in the place of what was shown since the last answer, for everything before it was taken once;
 * of all of it, where nothing was shown since. `undefined` where there is neither picture nor file.
 */
export function withoutMedia(messages: readonly Message[]): readonly Message[] | undefined {
  const answered = messages.findLastIndex(({ role }) => role === "assistant");
  const hasMedia = (message: Message): boolean => mediaOf(message).length > 0;
  const from = messages.slice(answered + 1).some(hasMedia) ? answered + 1 : 0;
  if (!messages.slice(from).some(hasMedia)) return undefined;
  return messages.map((message, index) => (index < from ? message : mediaInWords(message, () => true)));
}
