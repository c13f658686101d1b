import type { Key } from "../../../app/line/open-terminal.ts";
import { charactersOf } from "./cells.ts";
import { HistorySearch } from "./history-search.ts";
import { lineStart, motions } from "./motions.ts";
import { foldedPastes } from "./pastes.ts";
import type { Pastes } from "./pastes.ts";

/** What a key did: changed the text or the place in it, sent it, or nothing that concerns the text. */
export type Edited = "changed" | "submitted" | "ignored";

/**
 * The text being entered and the place in it, with the keys of readline. Offsets are UTF-16 units and always between two
 * characters as a reader counts them.
 */
export class LineEditor {
  #text = "";
  #cursor = 0;
  #killed = "";
  #joinsKill = false;
  #draft = "";
  /** Where in the history; its length is the draft. */
  #at: number;
  readonly #history: string[];
  #search: HistorySearch | undefined;
  readonly #pastes: Pastes = foldedPastes();

  /** `history` is the oldest first. */
  constructor(history: readonly string[] = []) {
    this.#history = [...history];
    this.#at = this.#history.length;
  }

  /** As it is shown: a long paste is one mark, told by `shown`. */
  get text(): string {
    return this.#text;
  }

  get cursor(): number {
    return this.#cursor;
  }

  /** What stands before the text while earlier inputs are looked through. */
  get label(): string | undefined {
    return this.#search?.label;
  }

  /** Looks through earlier inputs from now on, until a key takes what was found, or gives it up. */
  search(): void {
    this.#search = new HistorySearch(this.#history, { text: this.#text, cursor: this.#cursor });
  }

  /** What stands for a character on the screen. */
  shown(character: string): string {
    return this.#pastes.label(character) ?? character;
  }

  /** The whole text, to be sent; then the editor is empty, and the text the last of the history. */
  take(): string {
    const text = this.#pastes.expand(this.#text);
    if (text.trim() !== "" && text !== this.#history.at(-1)) this.#history.push(text);
    this.clear();
    return text;
  }

  clear(): void {
    this.#search = undefined;
    this.#at = this.#history.length;
    this.#set("", 0);
  }

  /** Replaces what stands between two offsets, and goes to its end. */
  replace(from: number, to: number, text: string): void {
    this.#set(this.#text.slice(0, from) + text + this.#text.slice(to), from + text.length);
  }

  press(key: Key): Edited {
    if (this.#search !== undefined) return this.#searched(this.#search, key);
    const joins = this.#joinsKill;
    this.#joinsKill = false;
    if (key.kind === "text") return this.#insert(key.text);
    if (key.kind === "paste") return this.#insert(this.#pastes.fold(key.text));
    if (key.name === "enter") return this.#enter();
    if (key.name === "shift+enter" || key.name === "alt+enter" || key.name === "ctrl+j") return this.#insert("\n");
    return this.#move(key.name) ?? this.#kill(key.name, joins) ?? this.#other(key.name);
  }

  #searched(search: HistorySearch, key: Key): Edited {
    const step = search.press(key);
    this.#set(search.entry.text, search.entry.cursor);
    if (step === "goes-on") return "changed";
    this.#search = undefined;
    return step === "passes" && this.press(key) === "submitted" ? "submitted" : "changed";
  }

  /** A backslash before it makes a new line of Enter, where the terminal has no other key for it. */
  #enter(): Edited {
    if (this.#text[this.#cursor - 1] !== "\\") return "submitted";
    this.replace(this.#cursor - 1, this.#cursor, "\n");
    return "changed";
  }

  #insert(text: string): Edited {
    this.replace(this.#cursor, this.#cursor, text);
    return "changed";
  }

  #move(name: string): Edited | undefined {
    const motion = motions[keysOfMotions[name] ?? ""];
    if (motion === undefined) return undefined;
    this.#cursor = motion(this.#text, this.#cursor);
    return "changed";
  }

  #kill(name: string, joins: boolean): Edited | undefined {
    const motion = motions[keysOfKills[name] ?? ""];
    if (motion === undefined) return undefined;
    const target = motion(this.#text, this.#cursor);
    const [from, to] = target < this.#cursor ? [target, this.#cursor] : [this.#cursor, target];
    const killed = this.#text.slice(from, to);
    if (!single.has(name)) {
      this.#killed = joins ? (target < this.#cursor ? killed + this.#killed : this.#killed + killed) : killed;
      this.#joinsKill = true;
    }
    this.#set(this.#text.slice(0, from) + this.#text.slice(to), from);
    return "changed";
  }

  #other(name: string): Edited {
    switch (name) {
      case "ctrl+y":
        return this.#insert(this.#killed);
      case "ctrl+t":
        return this.#transpose();
      case "up":
      case "ctrl+p":
        return this.#vertical(-1);
      case "down":
      case "ctrl+n":
        return this.#vertical(1);
      default:
        return "ignored";
    }
  }

  #transpose(): Edited {
    const before = charactersOf(this.#text.slice(0, this.#cursor));
    const after = charactersOf(this.#text.slice(this.#cursor));
    const [left, right] = after.length > 0 ? [before.at(-1), after[0]] : [before.at(-2), before.at(-1)];
    if (left === undefined || right === undefined) return "ignored";
    const from = this.#cursor - (after.length > 0 ? left.length : left.length + right.length);
    this.replace(from, from + left.length + right.length, right + left);
    return "changed";
  }

  /** Up and down go through the lines of the text, and beyond its first and last one through the history. */
  #vertical(step: -1 | 1): Edited {
    const start = lineStart(this.#text, this.#cursor);
    const end = this.#text.indexOf("\n", this.#cursor);
    if (step === -1 ? start === 0 : end === -1) return this.#recall(step);
    const column = charactersOf(this.#text.slice(start, this.#cursor)).length;
    const from = step === -1 ? lineStart(this.#text, start - 1) : end + 1;
    const [line = ""] = this.#text.slice(from).split("\n", 1);
    this.#cursor = from + charactersOf(line).slice(0, column).join("").length;
    return "changed";
  }

  #recall(step: -1 | 1): Edited {
    const to = this.#at + step;
    if (to < 0 || to > this.#history.length) return "ignored";
    if (this.#at === this.#history.length) this.#draft = this.#text;
    this.#at = to;
    const text = this.#history[to] ?? this.#draft;
    this.#set(text, text.length);
    return "changed";
  }

  #set(text: string, cursor: number): void {
    this.#text = text;
    this.#cursor = cursor;
  }
}

const keysOfMotions: Readonly<Record<string, string>> = {
  left: "left",
  "ctrl+b": "left",
  right: "right",
  "ctrl+f": "right",
  home: "lineStart",
  "ctrl+a": "lineStart",
  end: "lineEnd",
  "ctrl+e": "lineEnd",
  "alt+b": "wordLeft",
  "alt+left": "wordLeft",
  "ctrl+left": "wordLeft",
  "alt+f": "wordRight",
  "alt+right": "wordRight",
  "ctrl+right": "wordRight",
  "ctrl+home": "textStart",
  "ctrl+end": "textEnd",
};

const keysOfKills: Readonly<Record<string, string>> = {
  backspace: "left",
  "shift+backspace": "left",
  delete: "right",
  "ctrl+d": "right",
  "ctrl+w": "blankLeft",
  "alt+backspace": "wordLeft",
  "ctrl+backspace": "wordLeft",
  "alt+d": "wordRight",
  "ctrl+delete": "wordRight",
  "ctrl+u": "lineStart",
  "ctrl+k": "lineEnd",
};

/** Keys that take away one character, which is not kept for `ctrl+y`. */
const single: ReadonlySet<string> = new Set(["backspace", "shift+backspace", "delete", "ctrl+d"]);
