import { AinError } from "@ainative-code/sdk";
import { textOf } from "../../core/agent/answer-parts.ts";
import { failureOfStop } from "../../core/agent/stop-outcome.ts";
import type { ElicitAnswer, SampledAnswer } from "../../core/mcp/connection.ts";
import { elicitationOf, fieldValue } from "../../core/mcp/elicitation.ts";
import type { Elicitation } from "../../core/mcp/elicitation.ts";
import { samplingMessage, samplingOf, samplingText } from "../../core/mcp/sampling.ts";
import type { Ask } from "../../core/permissions/ask.ts";
import { AnswerBuilder } from "../../core/providers/answer-builder.ts";
import type { ModelRef } from "../../core/providers/model-ref.ts";
import type { ModelStream } from "../../core/providers/model-stream.ts";
import { newId } from "../../core/sessions/id.ts";
import { systemClock } from "../clock.ts";
import type { Services } from "../services.ts";
import { poolOf } from "./open-mcp.ts";

/** Puts what a server wants to know before a person. */
export type Elicit = (server: string, question: Elicitation, signal: AbortSignal) => Promise<ElicitAnswer>;

/** What was entered into a field, as its value; or why it will not do. */
export const readField = fieldValue;

interface WhoAnswers {
  /** Without it, every question to the model is refused. */
  readonly ask: Ask | undefined;
  /** Without it, every form is declined. */
  readonly elicit: Elicit | undefined;
  /** The model of the conversation, under its budget. */
  readonly model: () => { readonly model: ModelRef; readonly stream: ModelStream };
}

/** From now on this conversation answers what servers ask. */
export function answerServers(services: Services, { ask, elicit, model }: WhoAnswers): void {
  const pool = poolOf(services);
  if (pool === undefined) return;
  pool.questions = {
    async elicit(server, request, signal) {
      const question = elicitationOf(request);
      if (question === undefined || elicit === undefined) return { action: "decline" };
      return elicit(server, question, signal);
    },
    async sample(server, request, signal) {
      const wanted = samplingOf(request);
      const input = {
        server,
        ...(wanted.system === undefined ? {} : { system: wanted.system }),
        prompt: samplingText(wanted),
        maxTokens: wanted.maxTokens,
      };
      const call = { type: "tool-call", id: newId(), name: "mcp_sampling", input } as const;
      // Asked every time: what a server will ask next is not known.
      const answer = await ask?.(call, { tool: call.name, risk: "network", accesses: [] }, signal);
      if (answer === undefined || answer.answer === "deny") {
        throw new AinError("permission-denied", "The user did not let the server ask the model.");
      }
      return sampled(model(), wanted, signal);
    },
  };
}

async function sampled(
  { model, stream }: ReturnType<WhoAnswers["model"]>,
  wanted: ReturnType<typeof samplingOf>,
  signal: AbortSignal,
): Promise<SampledAnswer> {
  const builder = new AnswerBuilder({ provider: model.provider, api: "", model: model.model }, () => systemClock.now());
  const message = samplingMessage(wanted, newId(), new Date(systemClock.now()).toISOString());
  const system = wanted.system === undefined ? [] : [wanted.system];
  const events = stream({
    model: model.model,
    system,
    messages: [message],
    tools: [],
    cacheKey: newId(),
    maxOutputTokens: wanted.maxTokens,
    signal,
  });
  for await (const event of events) builder.add(event);
  const answer = builder.message(newId());
  const isCut = answer.stop.reason === "length";
  const failure = builder.error ?? (isCut ? undefined : failureOfStop(answer.stop));
  if (failure !== undefined) throw failure;
  return { model: model.model, text: textOf(answer), stopReason: isCut ? "maxTokens" : "endTurn" };
}
