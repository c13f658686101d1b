import { keyOfSequence } from "./escape-sequence.ts";
import { keyNamed } from "./key.ts";
import type { Key } from "./key.ts";

const escape = "\x1b";
const pasteBegin = "\x1b[200~";
const pasteEnd = "\x1b[201~";

/** Control characters that are keys of their own; the others are `ctrl+` a letter. */
const controls: Readonly<Record<string, string>> = {
  "\t": "tab",
  "\r": "enter",
  "\b": "backspace",
  "\x7f": "backspace",
  "\0": "ctrl+space",
  "\x1f": "ctrl+_",
};

/** A sequence longer than this is none: what looks like its beginning was typed. */
const maxSequence = 64;

/**
 * Makes keys of what a terminal sends, in pieces of any size. An escape character may be the Esc key or begin a sequence:
 * it stays `pending` until more comes or `flush` says that nothing does.
 */
export class KeyDecoder {
  readonly #told: (answer: string) => void;
  #rest = "";
  #paste: string | undefined;

  /** `told` gets what the terminal answers to questions: the text of an OSC, and `c` for what kind of terminal it is. */
  constructor(told: (answer: string) => void = () => undefined) {
    this.#told = told;
  }

  /** Something has begun that only `flush` or more input ends. An answer has its own end. */
  get pending(): boolean {
    return this.#rest !== "" && this.#paste === undefined && !/^\x1b\]1[01];/.test(this.#rest);
  }

  feed(input: string): readonly Key[] {
    this.#rest += input;
    const keys: Key[] = [];
    while (this.#rest !== "") {
      const taken = this.#paste === undefined ? this.#take(keys) : this.#takePaste(keys);
      if (taken === 0) break;
      this.#rest = this.#rest.slice(taken);
    }
    return keys;
  }

  /** Takes what is pending for what it is by itself: the Esc key, and characters after it. */
  flush(): readonly Key[] {
    if (!this.pending) return [];
    const rest = this.#rest;
    this.#rest = "";
    if (rest.startsWith("\x1b]")) return [altKey("]"), ...this.feed(rest.slice(2))];
    return [keyNamed("escape"), ...this.feed(rest.slice(1))];
  }

  /** Takes one key off the beginning of the rest; 0 where it is not whole yet. */
  #take(keys: Key[]): number {
    const rest = this.#rest;
    if (rest.startsWith(escape)) return this.#takeEscape(keys);
    const text = /^[^\x00-\x1f\x7f]+/.exec(rest)?.[0];
    if (text !== undefined) return push(keys, { kind: "text", text }, text.length);
    const [control = ""] = rest;
    const name = controls[control] ?? `ctrl+${String.fromCharCode(control.charCodeAt(0) + 96)}`;
    return push(keys, keyNamed(name), 1);
  }

  #takeEscape(keys: Key[]): number {
    const rest = this.#rest;
    if (rest.startsWith(pasteBegin)) {
      this.#paste = "";
      return pasteBegin.length;
    }
    const answer = /^\x1b\](1[01];[^\x07\x1b]*)(?:\x07|\x1b\\)|^\x1b\[\?[\d;]*(c)/.exec(rest);
    if (answer !== null) {
      this.#told(answer[1] ?? answer[2] ?? "");
      return answer[0].length;
    }
    if (/^\x1b\](?:1(?:[01](?:;[^\x07\x1b]*\x1b?)?)?)?$/.test(rest) && rest.length < maxSequence) return 0;
    const sequence = /^\x1b\[([0-?]*)[ -/]*([@-~])|^\x1bO()([ -~])/.exec(rest);
    if (sequence !== null) {
      const [whole, parameters, final, none, letter] = sequence;
      return push(keys, keyOfSequence(parameters ?? none ?? "", final ?? letter ?? ""), whole.length);
    }
    if (/^\x1b(?:\[[0-?]*[ -/]*|O)?$/.test(rest) && rest.length < maxSequence) return 0;
    // Two escapes: the first is the key. Anything else was typed with Alt held down.
    if (rest.startsWith("\x1b\x1b")) return push(keys, keyNamed("escape"), 1);
    return push(keys, altKey(rest.slice(1)), 1 + charLength(rest.slice(1)));
  }

  #takePaste(keys: Key[]): number {
    const end = this.#rest.indexOf(pasteEnd);
    if (end === -1) {
      const sure = Math.max(0, this.#rest.length - pasteEnd.length + 1);
      this.#paste += this.#rest.slice(0, sure);
      return sure;
    }
    const text = `${this.#paste ?? ""}${this.#rest.slice(0, end)}`;
    this.#paste = undefined;
    return push(keys, { kind: "paste", text }, end + pasteEnd.length);
  }
}

function push(keys: Key[], key: Key | undefined, length: number): number {
  if (key !== undefined) keys.push(key);
  return length;
}

function altKey(rest: string): Key {
  const [char = ""] = rest;
  return keyNamed(`alt+${controls[char] ?? char}`);
}

function charLength(text: string): number {
  const [char = ""] = text;
  return char.length;
}
