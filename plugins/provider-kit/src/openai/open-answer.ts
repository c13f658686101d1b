import type { Host, ProviderRequest } from "@ainative-code/sdk";
import { AnswerWriter } from "../answer-writer.ts";
import type { ErrorContext } from "../errors/http-error.ts";
import { requestIdOf } from "../errors/request-id.ts";
import { streamErrorOf } from "../errors/stream-error.ts";
import type { JsonObject } from "../json.ts";
import type { OpenStream } from "../pump.ts";
import { rateLimitsOf } from "../rate-limits.ts";
import { uniqueSeed } from "../unique-seed.ts";
import type { Lessons } from "./lessons.ts";
import { unsentWarnings } from "./unsent.ts";
import type { Wire } from "./wire.ts";

/** Milliseconds: models may think, and local servers may read a long prompt, for minutes without a byte. */
const patienceMs = 300_000;

/** One request, where it goes, and in which format. */
export interface Question {
  readonly request: ProviderRequest;
  readonly host: Host;
  readonly signal: AbortSignal;
  readonly wire: Wire;
  /** Whose answer it is, as its origin says. */
  readonly provider: string;
  readonly url: string;
  /** Those that say who asks. */
  readonly headers: Readonly<Record<string, string>>;
  /** Fields that the body has besides those of the wire format, or other than those. */
  readonly fields?: JsonObject;
  readonly errors: ErrorContext;
  readonly lessons: Lessons;
  /** What is learned holds for the server that is named so, and this model. */
  readonly server: string;
}

/** Makes the request of one answer and begins the answer. Throws the server's refusal, and learns from it. */
export async function openAnswer(question: Question): Promise<OpenStream> {
  const { request, wire, provider, errors, lessons } = question;
  const place = `${question.server} ${request.model}`;
  const conversation = `${place} ${request.cacheKey ?? request.messages[0]?.id ?? ""}`;
  const asked = lessons.isStale(conversation) ? estranged(request) : request;
  const { body, warnings } = lessons.apply(place, { ...wire.body(asked), ...question.fields }, question.host.notes);
  const response = await question.host.fetch(question.url, {
    method: "POST",
    headers: { ...question.headers, "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify(body),
    signal: question.signal,
    headTimeoutMs: patienceMs,
    idleTimeoutMs: patienceMs,
  });
  const error = await streamErrorOf(response, errors);
  const hasAnswers = request.messages.some(({ role }) => role === "assistant");
  if (error?.code === "stale-state" && hasAnswers) throw lessons.forget(conversation, error);
  if (error !== undefined) throw lessons.learn(place, error, question.host.notes);
  const requestId = requestIdOf(response.headers);
  const writer = new AnswerWriter();
  writer.start({ provider, api: wire.api, model: request.model, ...(requestId === undefined ? {} : { requestId }) }, [
    ...unsentWarnings(request, wire.api),
    ...warnings,
  ]);
  writer.rateLimit(rateLimitsOf(response.headers));
  const tools = new Set(request.tools.map(({ name }) => name));
  return { body: response.body, reader: wire.reader({ writer, errors, tools, seed: requestId ?? uniqueSeed() }) };
}

/** The conversation as if somebody else had given its answers: their words and calls stay, and nothing of the vendor's own. */
function estranged(request: ProviderRequest): ProviderRequest {
  const messages = request.messages.map((message) =>
    message.role === "assistant" ? { ...message, origin: { ...message.origin, api: "" } } : message,
  );
  return { ...request, messages };
}
