import type { Estimate } from "./estimate.ts";

export interface WindowOutcome {
  readonly model: string;
  /** `num_ctx` as it was sent. */
  readonly sent: number;
  /** The window the server really gave, where it tells. */
  readonly given: number | undefined;
  readonly estimate: Estimate;
  /** `prompt_eval_count`; 0 where the server told none. */
  readonly read: number;
  /** `eval_count`. */
  readonly written: number;
  /** The answer ended with `done_reason: "length"`, and no limit of the request explains it. */
  readonly cut: boolean;
}

/**
 * The share of the least estimate below which the server can't have read all of the prompt. Servers that cut off keep a
 * half at most of what did not fit, or the last messages only; no tokenizer is known to be that thrifty with whole prompts.
 */
const suspicious = 0.75;

/** What a person should know: that the server read only a part of the prompt, or ended the answer for want of room. */
export function windowWarnings({ model, sent, given = sent, estimate, read, written, cut }: WindowOutcome): readonly string[] {
  const warnings: string[] = [];
  const about = `about ${estimate.likely} tokens`;
  if (given < sent && Math.max(read, estimate.least) > given) {
    warnings.push(
      `The server gave ${model} a window of ${given} tokens where ${sent} were asked for, and the conversation has ${about}: ` +
        "a part of it was dropped. Free memory on the server, or use a smaller model.",
    );
  } else if (read > 0 && read < estimate.least * suspicious) {
    warnings.push(
      `The server read only ${read} of ${about}: it dropped the beginning of the conversation. ` +
        "Update Ollama, or start a new session.",
    );
  }
  if (cut && read + written >= given) {
    warnings.push(
      `The answer was cut off: the window of ${given} tokens is full. ` +
        "Sum up the session with /compact, or start a new one.",
    );
  }
  return warnings;
}
