import { AinError, type ProviderRequest } from "@ainative-code/sdk";
import type { Books } from "../books.ts";
import { placeOf } from "../place.ts";
import type { ModelFacts } from "../facts/model-facts.ts";
import type { Prepared } from "../request/prepare.ts";
import type { Server } from "../server.ts";
import { isTooLarge } from "./classify-error.ts";
import { unknownModel } from "./unknown-model.ts";

interface Refused {
  readonly server: Server;
  readonly request: ProviderRequest;
  readonly prepared: Prepared;
  readonly signal: AbortSignal;
  readonly books: Books;
}

/** The error to throw for a request the server refused; for a model that is not there, with those that are. */
export async function refusalOf(error: AinError, refused: Refused): Promise<AinError> {
  const { server, request, signal, books } = refused;
  if (error.code !== "unknown-model") return explained(error, refused);
  books.facts.forget(server, request.model);
  return await unknownModel(error, server, request.model, signal);
}

/**
 * An error of the server with what to do next, and as one to be tried again where it taught something that makes the next
 * request differ.
 */
export function explained(error: AinError, refused: Refused): AinError {
  switch (error.code) {
    case "unsupported":
      return withRetry(error, learnedLack(error, refused));
    case "context-overflow":
      return withRetry(error, learnedSize(error, refused));
    case "server":
      return isTooLarge(error.message) ? tooLarge(error, refused) : error;
    default:
      return withSignIn(error);
  }
}

/** Notes what the model can't do of that which was asked of it. Whether that is news. */
function learnedLack({ message }: AinError, { server, request, prepared, books }: Refused): boolean {
  const { tools, think, messages } = prepared;
  const lacks: readonly (readonly [boolean, RegExp, Partial<ModelFacts>])[] = [
    [tools.length > 0, /does not support tools/i, { tools: false }],
    [think !== undefined && think !== false, /does not support thinking|invalid think value/i, { thinking: false }],
    [messages.some(({ images }) => images !== undefined), /image input|does not support (vision|images)/i, { vision: false }],
  ];
  const lack = lacks.find(([asked, words]) => asked && words.test(message))?.[2];
  return lack !== undefined && books.facts.correct(server, request.model, lack);
}

/**
 * Notes how large a window the prompt needs, where it was the window that was too small and the model has more. Whether a
 * larger one may be asked for.
 */
function learnedSize({ message }: AinError, { server, request, prepared, books }: Refused): boolean {
  const { window, limit } = prepared;
  if (limit === undefined || window >= limit || !/available/.test(message)) return false;
  const counted = Number(/(\d+) tokens\)? exceeds/.exec(message)?.[1] ?? 0);
  if (counted + 1 > limit) return false;
  const state = books.windows.at(placeOf(server.url, request.model));
  const scale = Math.max(state.scale, counted / prepared.estimate.likely, 1);
  books.windows.note(placeOf(server.url, request.model), { scale, sent: Math.min(window * 2, limit) });
  return true;
}

function withRetry(error: AinError, isNews: boolean): AinError {
  return isNews ? retold(error, { retryable: true }) : error;
}

function tooLarge(error: AinError, { prepared: { window } }: Refused): AinError {
  return retold(error, {
    retryable: false,
    actions: [
      `Ask for less context than ${window} tokens: ainative-code config set plugins.ollama.contextLength ${halfOf(window)}`,
      "Or use a smaller model, or stop others: ollama ps, ollama stop NAME",
    ],
  });
}

function halfOf(window: number): number {
  return Math.max(2048, Math.floor(window / 2));
}

/** The server names a page to sign in at. */
function withSignIn(error: AinError): AinError {
  const body = error.details?.["body"];
  const page = typeof body === "string" ? /"signin_url"\s*:\s*"(https:\/\/[^"\s]+)"/.exec(body)?.[1] : undefined;
  return page === undefined ? error : retold(error, { actions: [`Sign in: ollama signin, or open ${page}`] });
}

function retold(error: AinError, news: { readonly retryable?: boolean; readonly actions?: readonly string[] }): AinError {
  const { code, message, retryable, retryAfterMs, actions, requestId, status, vendorCode, details } = error;
  return new AinError(code, message, {
    retryable,
    retryAfterMs,
    actions,
    requestId,
    status,
    vendorCode,
    details,
    cause: error,
    ...news,
  });
}
