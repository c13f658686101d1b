/** One event on the wire. */
export interface Frame {
  readonly text: string;
  /** A tool call has begun and its arguments are not all there yet. */
  readonly insideCall?: boolean;
}

/** A frame of server-sent events. */
export function frame(data: unknown, options: { readonly event?: string; readonly insideCall?: boolean } = {}): Frame {
  const name = options.event === undefined ? "" : `event: ${options.event}\n`;
  const body = typeof data === "string" ? data : JSON.stringify(data);
  return { text: `${name}data: ${body}\n\n`, ...(options.insideCall === true ? { insideCall: true } : {}) };
}

/** What a writer of a dialect needs to know of the request it answers. */
export interface AnswerContext {
  readonly model: string;
  /** How many answers the request has already seen. */
  readonly turn: number;
  /** The body of the request. */
  readonly body: Readonly<Record<string, unknown>>;
}
