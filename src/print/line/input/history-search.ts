import type { Key } from "../../../app/line/open-terminal.ts";
import { charactersOf } from "./cells.ts";

/** A text and the place in it. */
export interface Entry {
  readonly text: string;
  readonly cursor: number;
}

/** `goes-on`; `ends`: the key has ended it and means nothing else; `passes`: it has ended it and acts on what was found. */
export type Searched = "goes-on" | "ends" | "passes";

/** Looks through earlier inputs, the newest first, for one that holds what is typed, in whatever case. */
export class HistorySearch {
  readonly #history: readonly string[];
  readonly #draft: Entry;
  #words = "";
  /** Of what is shown, in the history; its length where that is the draft. */
  #at: number;
  #missed = false;

  /** `history` is the oldest first; `draft` is what was being typed, and comes back where the search is given up. */
  constructor(history: readonly string[], draft: Entry) {
    this.#history = history;
    this.#draft = draft;
    this.#at = history.length;
  }

  /** What stands before the text meanwhile. */
  get label(): string {
    return `${this.#missed ? "not found" : "search"} "${this.#words}": `;
  }

  /** What is shown: what was found, with the place where it is. */
  get entry(): Entry {
    const text = this.#history[this.#at];
    return text === undefined ? this.#draft : { text, cursor: Math.max(0, indexIn(text, this.#words)) };
  }

  press(key: Key): Searched {
    if (key.kind !== "key") return this.#type(key.text);
    switch (key.name) {
      case "ctrl+r":
        return this.#seek(this.#at - 1, -1);
      case "ctrl+s":
        return this.#seek(this.#at + 1, 1);
      case "backspace":
      case "ctrl+h":
        this.#words = charactersOf(this.#words).slice(0, -1).join("");
        return this.#words === "" ? this.#backToDraft("goes-on") : this.#seek(this.#history.length - 1, -1);
      case "ctrl+c":
      case "ctrl+g":
        return this.#backToDraft("ends");
      case "escape":
      case "tab":
        return "ends";
      default:
        return "passes";
    }
  }

  /** A longer text may still stand where a shorter one was found. */
  #type(text: string): Searched {
    this.#words += text.split(/[\r\n]/, 1)[0] ?? "";
    return this.#seek(Math.min(this.#at, this.#history.length - 1), -1);
  }

  /** To the next one in a direction that reads otherwise; stays where there is none. */
  #seek(from: number, step: -1 | 1): Searched {
    if (this.#words === "") return "goes-on";
    const shown = from === this.#at ? undefined : this.#history[this.#at];
    for (let at = from; at >= 0 && at < this.#history.length; at += step) {
      const text = this.#history[at] ?? "";
      if (text === shown || indexIn(text, this.#words) === -1) continue;
      this.#at = at;
      this.#missed = false;
      return "goes-on";
    }
    this.#missed = true;
    return "goes-on";
  }

  #backToDraft(then: Searched): Searched {
    this.#at = this.#history.length;
    this.#missed = false;
    return then;
  }
}

function indexIn(text: string, words: string): number {
  return text.toLowerCase().indexOf(words.toLowerCase());
}
