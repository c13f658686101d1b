import type { AinError, Host, Provider, ProviderRequest } from "@ainative-code/sdk";
import type { ModelStream } from "../providers/model-stream.ts";

/** What is asked of a model, by the names that `--only` takes, in the order of the table. */
export const probeNames = [
  "text", "stream", "tool", "parallel", "image", "pdf", "thinking", "json", "cache", "count", "models",
] as const;
export type ProbeName = (typeof probeNames)[number];

/** `unknown`: nothing was seen that would tell, for example because the request failed for another reason. */
export type Works = "yes" | "no" | "unknown";

export interface Verdict {
  readonly works: Works;
  /** What was seen, in one line. */
  readonly seen: string;
  /** The server refused the request for what was asked of it: it need not be asked again. */
  readonly refused?: boolean;
  /** The server took the request and answered it, whatever its model made of it. */
  readonly taken?: boolean;
  readonly error?: AinError;
}

/** Whoever is asked, and the way there. */
export interface ProbeContext {
  readonly provider: Provider;
  readonly host: Host;
  readonly model: string;
  /** The way that requests of a chat take. */
  readonly stream: ModelStream;
  readonly signal: AbortSignal;
  /** Milliseconds, of any beginning. */
  readonly now: () => number;
  readonly newId: () => string;
  /** From 0 to below 1: what is asked is new each time, so that nobody knows the answer by heart. */
  readonly random: () => number;
}

/** A question about one capability. It gives a verdict on whatever happens and throws only what is a bug. */
export interface Probe {
  readonly name: ProbeName;
  /** How many requests to the model it makes; those that cost nothing are not counted. */
  readonly requests: number;
  run(context: ProbeContext): Promise<Verdict>;
}

/** The parts of a request that a probe chooses. */
export type Question = Partial<Omit<ProviderRequest, "model" | "signal" | "messages">> & Pick<ProviderRequest, "messages">;
