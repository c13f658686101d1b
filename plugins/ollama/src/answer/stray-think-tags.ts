const opening = "<think>";
const closing = "</think>";

export interface Piece {
  readonly kind: "text" | "thinking";
  readonly text: string;
}

/**
 * Takes the tags of thinking out of the head of an answer, where servers let them through: `</think>` alone, or
 * `<think>…</think>`, whose inside is thinking. Behind the first other word they stay, because then the answer is about
 * them. Text is held back only as long as it may be the beginning of a tag.
 */
export class StrayThinkTags {
  #state: "head" | "thinking" | "behind" | "passing" = "head";
  #held = "";

  add(piece: string): readonly Piece[] {
    if (this.#state === "passing") return [{ kind: "text", text: piece }];
    this.#held += piece;
    return this.#read();
  }

  /** What is still held back, as it is. */
  end(): readonly Piece[] {
    const text = this.#state === "behind" ? "" : this.#held;
    const kind = this.#state === "thinking" ? "thinking" : "text";
    this.#held = "";
    if (this.#state === "head" && text !== "") this.#state = "passing";
    return text === "" ? [] : [{ kind, text }];
  }

  #read(): readonly Piece[] {
    if (this.#state === "head") return this.#readHead();
    if (this.#state === "thinking") return this.#readThinking();
    return this.#readBehind();
  }

  #readHead(): readonly Piece[] {
    const text = this.#held.trimStart();
    if (text.startsWith(closing)) return this.#go("behind", text.slice(closing.length));
    if (text.startsWith(opening)) return this.#go("thinking", text.slice(opening.length));
    if (text === "" || opening.startsWith(text) || closing.startsWith(text)) return [];
    return this.#pass(this.#held);
  }

  #readThinking(): readonly Piece[] {
    const end = this.#held.indexOf(closing);
    if (end !== -1) {
      const thought: Piece = { kind: "thinking", text: this.#held.slice(0, end) };
      return [thought, ...this.#go("behind", this.#held.slice(end + closing.length))];
    }
    const kept = beginningAtEnd(this.#held);
    const thought: Piece = { kind: "thinking", text: this.#held.slice(0, this.#held.length - kept) };
    this.#held = this.#held.slice(this.#held.length - kept);
    return [thought];
  }

  #readBehind(): readonly Piece[] {
    const text = this.#held.trimStart();
    return text === "" ? [] : this.#pass(text);
  }

  #go(state: "thinking" | "behind", rest: string): readonly Piece[] {
    this.#state = state;
    this.#held = rest;
    return rest === "" ? [] : this.#read();
  }

  #pass(text: string): readonly Piece[] {
    this.#state = "passing";
    this.#held = "";
    return [{ kind: "text", text }];
  }
}

/** Characters at the end of a text that may be the beginning of the closing tag. */
function beginningAtEnd(text: string): number {
  for (let length = Math.min(closing.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(closing.slice(0, length))) return length;
  }
  return 0;
}
