import { AinError, type JsonSchema, type TextPart } from "@ainative-code/sdk";
import type { Outcome } from "./agent-event.ts";
import type { Tally } from "./tally.ts";

/** The form an answer has to have. */
export interface ExpectedOutput {
  readonly name: string;
  readonly schema: JsonSchema;
  /** What of a value does not fit the schema, a sentence each; empty where it fits. */
  readonly check: (value: unknown) => readonly string[];
}

/**
 * The end of a run by the form its answer has to have: the value is noted in the tally, or the model is told what was
 * wrong, once; a second answer that does not fit is a failure.
 */
export function judgedOutcome(
  outcome: Outcome,
  output: ExpectedOutput | undefined,
  tally: Tally,
): Outcome | { readonly again: TextPart } {
  if (output === undefined || outcome.kind !== "done") return outcome;
  const judged = judgeOutput(tally.text, output);
  if ("value" in judged) {
    tally.structured = judged;
    return outcome;
  }
  if (tally.corrected) return { kind: "failed", error: unfitOutput(judged.problems) };
  tally.corrected = true;
  return { again: { type: "text", text: onceMore(judged.problems) } };
}

type Judged = { readonly value: unknown } | { readonly problems: readonly string[] };

/** Reads a final answer as JSON and holds it against the schema. A model that put its JSON into a fence meant what is inside. */
function judgeOutput(text: string, { check }: ExpectedOutput): Judged {
  const fenced = /^```(?:json)?\s*\n([\s\S]*?)\n?```$/.exec(text.trim())?.[1];
  let value: unknown;
  try {
    value = JSON.parse(fenced ?? text);
  } catch (error) {
    const why = error instanceof SyntaxError ? ` (${error.message})` : "";
    return { problems: [text.trim() === "" ? "The answer is empty." : `The answer is no JSON${why}.`] };
  }
  const problems = check(value);
  return problems.length === 0 ? { value } : { problems };
}

/** More of them would only confuse. */
const maxTold = 10;

/** What the model is told of an answer that does not fit, to try once more. */
function onceMore(problems: readonly string[]): string {
  return [
    "Your answer does not fit the JSON schema that was asked for:",
    ...problems.slice(0, maxTold).map((problem) => `- ${problem}`),
    "Answer again with the JSON value alone, without any words or fences around it.",
  ].join("\n");
}

/** The end of a run whose second answer does not fit either. */
function unfitOutput(problems: readonly string[]): AinError {
  const [first = "", ...more] = problems;
  const others = more.length === 0 ? "" : ` And ${more.length} more.`;
  return new AinError("protocol", `The answer does not fit the JSON schema, nor did the one before: ${first}${others}`, {
    retryable: false,
    actions: ["Say in the prompt what each field is for, or make the schema simpler", "Or ask another model: -m PROVIDER/MODEL"],
    details: { problems: problems.slice(0, maxTold) },
  });
}
