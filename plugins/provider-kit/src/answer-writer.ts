import type {
  AinError,
  Citation,
  FinishEvent,
  Native,
  Origin,
  RateLimitEvent,
  StreamEvent,
  TextEndEvent,
  ThinkingEndEvent,
  ToolCallPart,
  Usage,
  WholePartEvent,
} from "@ainative-code/sdk";

type PartKind = "text" | "thinking" | "tool";

/**
 * Writes the events of one answer in the order the contract asks for: parts numbered as they begin, nothing after the
 * end, one end. Events queue up until `take`; `pump` does that for a provider.
 *
 * Two ways to write text: `text(piece)` and `thinking(piece)` open and close parts by themselves, for vendors that
 * stream one thing after the other; the `…Start/Delta/End` methods are for vendors that number their parts.
 */
export class AnswerWriter {
  #queue: StreamEvent[] = [];
  readonly #open = new Map<number, PartKind>();
  #next = 0;
  #current: { readonly part: number; readonly kind: "text" | "thinking" | "refusal" } | undefined;
  #failure: AinError | undefined;
  #finished = false;

  /** The end has been written; what comes after is not told. */
  get ended(): boolean {
    return this.#finished || this.#failure !== undefined;
  }

  /** Why the answer failed; to be thrown when the queue is told. */
  get failure(): AinError | undefined {
    return this.#failure;
  }

  /** The events written since the last time. */
  take(): readonly StreamEvent[] {
    const events = this.#queue;
    this.#queue = [];
    return events;
  }

  start(origin: Origin, warnings: readonly string[] = []): void {
    this.#queue.push({ type: "start", origin, ...(warnings.length === 0 ? {} : { warnings }) });
  }

  /** A piece of the answer; begins a text part where none is being written. Passed over: `""`, and all after the end. */
  text(piece: string, refusal = false): void {
    if (piece !== "" && !this.ended) this.textDelta(this.#currentOf(refusal ? "refusal" : "text"), piece);
  }

  /** A piece of the model's thinking; begins a thinking part where none is being written. */
  thinking(piece: string): void {
    if (piece !== "" && !this.ended) this.thinkingDelta(this.#currentOf("thinking"), piece);
  }

  /** Closes the part that `text` or `thinking` is writing. */
  closeCurrent(end: { readonly native?: Native; readonly citations?: readonly Citation[] } = {}): void {
    const current = this.#current;
    if (current === undefined) return;
    this.#current = undefined;
    const { native, citations } = end;
    if (current.kind === "thinking") this.thinkingEnd(current.part, native === undefined ? {} : { native });
    else this.textEnd(current.part, { ...(native && { native }), ...(citations && { citations }) });
  }

  /** What `text` or `thinking` is writing. */
  get currentKind(): "text" | "thinking" | "refusal" | undefined {
    return this.#current?.kind;
  }

  textStart(refusal = false): number {
    const part = this.#begin("text");
    this.#queue.push(refusal ? { type: "text-start", part, refusal } : { type: "text-start", part });
    return part;
  }

  textDelta(part: number, text: string): void {
    this.#queue.push({ type: "text-delta", part, text });
  }

  textEnd(part: number, end: Omit<TextEndEvent, "type" | "part"> = {}): void {
    if (this.#open.delete(part)) this.#queue.push({ type: "text-end", part, ...end });
  }

  thinkingStart(): number {
    const part = this.#begin("thinking");
    this.#queue.push({ type: "thinking-start", part });
    return part;
  }

  thinkingDelta(part: number, text: string): void {
    this.#queue.push({ type: "thinking-delta", part, text });
  }

  thinkingEnd(part: number, end: Omit<ThinkingEndEvent, "type" | "part"> = {}): void {
    if (this.#open.delete(part)) this.#queue.push({ type: "thinking-end", part, ...end });
  }

  toolStart(id: string, name: string): number {
    const part = this.#begin("tool");
    this.#queue.push({ type: "tool-start", part, id, name });
    return part;
  }

  toolDelta(part: number, textDelta: string): void {
    this.#queue.push({ type: "tool-delta", part, textDelta });
  }

  /** The call is whole. A call whose end never comes stays open, and nobody runs it. */
  toolEnd(part: number, call: ToolCallPart): void {
    if (this.#open.delete(part)) this.#queue.push({ type: "tool-end", part, call });
  }

  /** A part that arrives whole. */
  part(content: WholePartEvent["content"]): void {
    this.#queue.push({ type: "part", part: this.#next, content });
    this.#next += 1;
  }

  usage(usage: Usage): void {
    this.#queue.push({ type: "usage", usage });
  }

  rateLimit(limits: RateLimitEvent["limits"]): void {
    if (limits.length > 0) this.#queue.push({ type: "rate-limit", limits });
  }

  /** The vendor's terminal mark has come. */
  finish(end: Omit<FinishEvent, "type">): void {
    if (this.ended) return;
    this.#finished = true;
    this.#closeOpen(end.stop.reason === "interrupted" ? ["text"] : ["text", "thinking"]);
    this.#queue.push({ type: "finish", ...end });
  }

  /** The stream ended without the terminal mark: text that was shown is kept, thinking and calls stay open. */
  interrupt(end: Omit<FinishEvent, "type" | "stop"> = {}): void {
    this.finish({ stop: { reason: "interrupted" }, ...end });
  }

  /** The vendor said that the answer failed. Text that was shown is closed, so that it is kept. */
  fail(error: AinError): void {
    if (this.ended) return;
    this.#failure = error;
    this.#closeOpen(["text"]);
  }

  #closeOpen(kinds: readonly PartKind[]): void {
    this.#current = undefined;
    for (const [part, kind] of this.#open) {
      if (!kinds.includes(kind)) continue;
      if (kind === "text") this.textEnd(part);
      else this.thinkingEnd(part);
    }
  }

  #currentOf(kind: "text" | "thinking" | "refusal"): number {
    if (this.#current?.kind === kind) return this.#current.part;
    this.closeCurrent();
    const part = kind === "thinking" ? this.thinkingStart() : this.textStart(kind === "refusal");
    this.#current = { part, kind };
    return part;
  }

  #begin(kind: PartKind): number {
    const part = this.#next;
    this.#next += 1;
    this.#open.set(part, kind);
    return part;
  }
}
