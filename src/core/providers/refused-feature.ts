import type { AinError } from "@ainative-code/sdk";
import type { Learned } from "./learned.ts";

export type Feature = keyof Learned;

/** What servers call each feature. A call for tools with thinking is refused for the thinking: it is looked for first. */
const names: readonly (readonly [Feature, string])[] = [
  ["thinking", "thinking|reasoning(?:[ _.]?effort)?"],
  ["tools", "tools?(?: use| calling| calls?| choice)?|tool_choice|function[ -]?call(?:s|ing)?|function tools?"],
  ["imageIn", "images?(?: inputs?)?|image_url|vision|multi-?modal(?: inputs?)?"],
  ["pdfIn", "pdfs?(?: inputs?| files?)?|documents?(?: inputs?)?|file inputs?"],
];

/** Codes that a refusal may have come with; others tell of the key, of limits, or of the net. */
const codes: ReadonlySet<string> = new Set(["unsupported", "invalid-request", "unknown-model", "server"]);

/** Whoever speaks of the moment says nothing about the next one. */
const passing = /\b(?:now|currently|moment|temporar(?:y|ily)|later|again|queued?|retry|busy)\b/i;

/**
 * The feature that a server says it, or its model, does not have: for errors that plugins know no better. A sentence that
 * names it without saying so plainly, or that speaks of the moment only, teaches nothing.
 */
export function refusedFeature({ code, message }: AinError): Feature | undefined {
  if (!codes.has(code) || passing.test(message)) return undefined;
  return patterns.find(([, pattern]) => pattern.test(message))?.[0];
}

const patterns = names.map(([feature, name]) => [feature, plainly(name)] as const);

function plainly(name: string): RegExp {
  const noun = `['"\`]?\\b(?:${name})\\b['"\`]?`;
  const ways = [
    `(?:does|do|did|can)(?: not|n't)(?: yet)? (?:support|accept|handle|take)(?: \\w+){0,2} ${noun}`,
    `(?:unsupported|no support for|lacks|without support for)(?: \\w+)? ${noun}`,
    `${noun}(?: \\w+){0,2} (?:is|are|were) (?:not|n't)(?: yet)? (?:supported|enabled)`,
    `${noun}(?: \\w+){0,2} (?:is|are) unsupported`,
    `no endpoints found that support ${noun}`,
    `${noun}(?: \\w+){0,3} requires? -{1,2}\\w+`,
    `(?:is|are) not a? ?${noun} model`,
  ];
  return new RegExp(ways.join("|"), "i");
}
