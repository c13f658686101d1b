import { canonical } from "../provider/canonical.ts";
import type { Dialect } from "../provider/dialect.ts";

/** What an author tells of a wire format that nobody has read a second time. */
export interface StatedFormat {
  /** A text that stands in the last event of a whole answer, and in no other. */
  readonly terminal: string;
  /** A text that stands in every event that tells of a failure. */
  readonly failure?: string;
  /** The text of the whole answer. */
  readonly text: string;
  /** What must be found, unchanged, in the request that follows the answer. */
  readonly sentBack?: readonly unknown[];
}

/** A reading of events that knows of them what their author has stated. */
export function statedDialect({ terminal, failure, text, sentBack = [] }: StatedFormat): Dialect {
  const holds = (payloads: readonly unknown[], mark: string): boolean =>
    payloads.some((payload) => String(payload).includes(mark));
  return {
    payloads: closedEvents,
    isComplete: (payloads) => holds(payloads, terminal),
    isFailed: (payloads) => failure !== undefined && holds(payloads, failure),
    text: () => text,
    blocks: () => sentBack,
    sentBlocks: (body) => {
      const found = new Set(valuesIn(body).map(canonical));
      return sentBack.filter((value) => found.has(canonical(value)));
    },
  };
}

/** Events of an event stream that an empty line has closed; else lines. */
function closedEvents(body: string): readonly string[] {
  const text = body.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  const isEventStream = /^(data|event|id|retry|:)/m.test(text.slice(0, 2000));
  return text.split(isEventStream ? "\n\n" : "\n").slice(0, -1);
}

/** A value and everything inside it. */
function valuesIn(value: unknown): readonly unknown[] {
  const inner: readonly unknown[] = typeof value === "object" && value !== null ? Object.values(value) : [];
  return [value, ...inner.flatMap(valuesIn)];
}
