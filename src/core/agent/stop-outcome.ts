import { AinError } from "@ainative-code/sdk";
import type { AssistantMessage, Part, Stop } from "@ainative-code/sdk";
import { retold, withinSentence } from "../errors/retold.ts";

const goOn = "Go on where it broke off: ainative-code chat --continue -p continue";

/** An error that cut an answer short: that what had come is saved, and how to go on from there. */
export function goingOn(error: AinError, message: Pick<AssistantMessage, "parts">): AinError {
  if (message.parts.length === 0 || !error.retryable) return error;
  const actions = [goOn, ...error.actions.filter((action) => action !== goOn && !/^(try|ask) again/i.test(action))];
  const { message: told } = error;
  const saved = told.endsWith("is saved.") ? told : withinSentence(told, "; what had come of the answer is saved");
  return retold(error, { message: saved, actions });
}

/** Why an answer that has ended can't count as one; `undefined` where it can. */
export function failureOfStop(stop: Stop): AinError | undefined {
  switch (stop.reason) {
    case "interrupted":
      return new AinError("interrupted", "The connection ended in the middle of the answer; what had come is saved.", {
        actions: [goOn],
      });
    case "refusal":
      return new AinError("refusal", "The model declined to answer.", { details: { stop } });
    case "content-filter":
      return new AinError("content-filter", "The vendor's content filter stopped the answer.", { details: { stop } });
    case "context-window":
      return new AinError("context-overflow", "The conversation no longer fits the model's context window.", {
        actions: ["Begin a new session", "Choose a model with a larger window: -m PROVIDER/MODEL"],
      });
    case "malformed-tool-call":
      return new AinError("protocol", "The model wrote a tool call that can't be read.", {
        actions: ["Ask again: ainative-code chat --continue -p continue"],
      });
    default:
      return undefined;
  }
}

/** What a person should hear of an answer that counts all the same. */
export function noticeOfAnswer({ stop, parts }: Pick<AssistantMessage, "stop" | "parts">): string | undefined {
  if (stop.reason === "length") return cutText(stop.detail?.["budget"]);
  if (stop.reason === "other") return `The vendor ended the answer with "${stop.raw ?? "no reason"}".`;
  if (stop.reason !== "pause" && parts.every(isBlank)) return "The model answered with nothing.";
  return undefined;
}

function cutText(budget: unknown): string {
  if (typeof budget !== "string") return "The answer was cut off at the limit of output tokens (chat.maxOutputTokens).";
  return `The answer was cut off where it would have gone beyond the budget ${budget}. Allow more, and go on: ainative-code chat --continue -p continue`;
}

function isBlank(part: Part): boolean {
  return part.type === "text" && part.text.trim() === "";
}
