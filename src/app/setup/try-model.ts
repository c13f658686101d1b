import { randomUUID } from "node:crypto";
import type { Host, Provider, ProviderRequest, Usage } from "@ainative-code/sdk";
import { AinError } from "@ainative-code/sdk";
import { singleAttempt } from "../../core/providers/single-attempt.ts";
import { systemClock } from "../clock.ts";
import { withinLimit } from "./within-limit.ts";

/** A model on the user's own machine may first have to be loaded. */
const answerLimitMs = 120_000;

/** Enough for a word, and what every vendor takes as a limit. */
const maxOutputTokens = 64;

/** What the answer took, in tokens, where the vendor tells. */
export interface TriedModel {
  readonly input: number | undefined;
  readonly output: number | undefined;
}

/** Asks a model for one word: one real request, once. Throws what went wrong with it. */
export async function tryModel(provider: Provider, host: Host, model: string, signal: AbortSignal): Promise<TriedModel> {
  return withinLimit(signal, answerLimitMs, `The answer of ${model}`, async (limit) => {
    let usage: Usage | undefined;
    for await (const event of singleAttempt(provider, host)(request(model, limit))) {
      if (event.type === "error") throw event.error;
      if (event.type === "usage") ({ usage } = event);
      if (event.type !== "finish") continue;
      if (event.stop.reason === "interrupted") throw brokenOff(model);
      usage = event.usage ?? usage;
    }
    return { input: usage?.input.total, output: usage?.output.total };
  });
}

function brokenOff(model: string): AinError {
  return new AinError("interrupted", `The answer of ${model} broke off.`, { actions: ["Try again: ainative-code setup"] });
}

/** `12 tokens in, 1 out`. */
export function triedText({ input, output }: TriedModel): string {
  if (input === undefined || output === undefined) return "answered; it did not say how many tokens that took";
  return `answered: ${input} tokens in, ${output} out`;
}

function request(model: string, signal: AbortSignal): ProviderRequest {
  const text = "Answer with the one word: ready";
  const createdAt = new Date(systemClock.now()).toISOString();
  return {
    model,
    system: [],
    messages: [{ id: randomUUID(), role: "user", createdAt, parts: [{ type: "text", text }] }],
    tools: [],
    maxOutputTokens,
    signal,
  };
}
