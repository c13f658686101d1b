import type { ToolOutput } from "@ainative-code/sdk";

/** What keeps secrets of the run out of what tools tell. */
export interface Hiding {
  /** The text without any of them. */
  readonly hide: (text: string) => string;
  /** How many characters at the end of a text may be the beginning of one. */
  readonly pending: (text: string) => number;
}

export const hidesNothing: Hiding = { hide: (text) => text, pending: () => 0 };

/** The output with no secret in its texts and details. Images and files stay as they are. */
export function withoutSecrets(output: ToolOutput, { hide }: Hiding): ToolOutput {
  const { content, details } = output;
  const clean =
    typeof content === "string"
      ? hide(content)
      : content.map((part) => (part.type === "text" ? { ...part, text: hide(part.text) } : part));
  return { ...output, content: clean, ...(details === undefined ? {} : { details: cleanRecord(details, hide) }) };
}

function cleanRecord(record: object, hide: Hiding["hide"]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]: [string, unknown]) => [key, cleanValue(value, hide)]));
}

function cleanValue(value: unknown, hide: Hiding["hide"]): unknown {
  if (typeof value === "string") return hide(value);
  if (Array.isArray(value)) return value.map((item: unknown) => cleanValue(item, hide));
  return typeof value === "object" && value !== null ? cleanRecord(value, hide) : value;
}

export interface HidingStream {
  add(text: string): void;
  /** Tells what was held back. */
  end(): void;
}

/**
 * Passes text on without secrets, also where one comes in two pieces: what may be the beginning of one waits for the next
 * piece.
 */
export function hidingStream({ hide, pending }: Hiding, tell: (text: string) => void): HidingStream {
  let held = "";
  const pass = (text: string): void => {
    if (text !== "") tell(text);
  };
  return {
    add(text) {
      const clean = hide(held + text);
      const waiting = pending(clean);
      held = clean.slice(clean.length - waiting);
      pass(clean.slice(0, clean.length - waiting));
    },
    end() {
      pass(held);
      held = "";
    },
  };
}
