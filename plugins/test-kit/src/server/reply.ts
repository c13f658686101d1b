/** A tool the scripted model calls. */
export interface ScriptedCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Default: `call_<turn>_<index>`. */
  readonly id?: string;
  /** The arguments as text, where they are not to be the JSON of `input`: to send broken ones. */
  readonly inputText?: string;
  /** In how many pieces the arguments are streamed. Default 2. */
  readonly pieces?: number;
}

/** Tokens; what is left out counts as 0. */
export interface ScriptedUsage {
  readonly input?: number;
  readonly cached?: number;
  readonly output?: number;
  readonly thinking?: number;
}

/**
 * What goes wrong, after so many events of the answer (default: before its terminal one). `cut` ends the connection
 * (`clean`: the body is ended properly, yet without the terminal event); `cut-in-call` does so between two pieces of a
 * tool call's arguments; `stall` sends nothing more and keeps the connection open; `error` sends an error event inside the
 * answer of status 200; `garbage` sends bytes that are no event of the protocol and ends.
 */
export type ScriptedFault =
  | { readonly kind: "cut"; readonly afterEvents?: number; readonly clean?: boolean }
  | { readonly kind: "cut-in-call"; readonly clean?: boolean }
  | { readonly kind: "stall"; readonly afterEvents?: number }
  | { readonly kind: "error"; readonly afterEvents?: number; readonly code: string; readonly message: string }
  | { readonly kind: "garbage"; readonly afterEvents?: number; readonly bytes?: string };

/** An answer of status 200: thinking, then text, then calls. */
export interface ScriptedAnswer {
  readonly thinking?: string;
  /** Given as a list, it is streamed in these pieces. */
  readonly text?: string | readonly string[];
  readonly calls?: readonly ScriptedCall[];
  readonly usage?: ScriptedUsage;
  /** Default: `stop`, or `tool-calls` where there are calls. */
  readonly stop?: "length" | "content-filter";
  /** Milliseconds before each event. */
  readonly paceMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fault?: ScriptedFault;
}

/** An answer of another status. */
export interface ScriptedHttpError {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. Default: an error in OpenAI's shape. */
  readonly body?: string | Readonly<Record<string, unknown>>;
}

/** What the scripted server gives for one request. */
export type ScriptedReply = ScriptedAnswer | ScriptedHttpError;

/** Whether the reply is a failure by its HTTP status. */
export function isHttpError(reply: ScriptedReply): reply is ScriptedHttpError {
  return "status" in reply;
}

/** The pieces the text is streamed in; by words where it is given whole. */
export function textPieces(text: string | readonly string[] | undefined): readonly string[] {
  if (text === undefined) return [];
  return typeof text === "string" ? (text.match(/\S+\s*|\s+/g) ?? []) : text;
}

/** The id of a call: its own, or one made from its place in the script. */
export function callId(call: ScriptedCall, turn: number, index: number): string {
  return call.id ?? `call_${turn}_${index}`;
}

/** The arguments of a call as the model writes them. */
export function callText(call: ScriptedCall): string {
  return call.inputText ?? JSON.stringify(call.input);
}

/** The arguments in pieces of about one length. */
export function callPieces(call: ScriptedCall): readonly string[] {
  const text = callText(call);
  const size = Math.max(1, Math.ceil(text.length / (call.pieces ?? 2)));
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));
}
