import { writeSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { KeyDecoder } from "./key-decoder.ts";
import type { Key } from "./key.ts";

export interface TerminalOptions {
  /** It understands escape sequences: pastes are marked, and keys told apart that are one otherwise. */
  readonly smart: boolean;
}

/** The terminal of this process, its keys one by one and unseen until somebody shows them. */
export interface RawTerminal extends Disposable {
  readonly columns: number;
  readonly rows: number;
  write(text: string): void;
  /** The colour of its background as it says it (`rgb:ffff/ffff/ffff`); `undefined` where it does not within so many ms. */
  background(waitMs: number): Promise<string | undefined>;
  /** One listener at a time; what comes while there is none is kept for the next. */
  onKey(listener: ((key: Key) => void) | undefined): void;
  onResize(listener: (() => void) | undefined): void;
  /** The terminal has gone away, or the system asks the process to end; gets the exit code that says so. */
  onEnd(listener: (exitCode: number) => void): void;
  /** Stops the process as Ctrl+Z does, the terminal as it was before; comes back when it goes on. */
  suspend(resumed: () => void): void;
  /** Waits until all that was written has left, then puts the terminal back as it was. */
  close(): Promise<void>;
}

/** Marked pastes; of the Kitty protocol what tells keys apart, and the same of xterm where that one is not known. */
const begin = "\x1b[?2004h\x1b[>1u\x1b[>4;1m";
const end = "\x1b[>4;0m\x1b[<u\x1b[?2004l";

/** Milliseconds after which an escape character was the Esc key; a sequence comes at once, over a slow line too. */
const escapeMs = 40;

/** 128 and the number of the signal, as shells count. */
const ended = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Takes the terminal. It is given back by `close`, and whatever else ends the process. */
export function openRawTerminal({ smart }: TerminalOptions): RawTerminal {
  const { stdin, stdout } = process;
  const keyboard = new Keyboard();
  const { enter, leave } = modes(smart);
  const onData = (bytes: Buffer): void => keyboard.take(bytes);
  enter();
  process.once("exit", leave);
  stdin.on("data", onData);
  // A question that was asked before has paused it, and a listener alone does not wake it.
  stdin.resume();
  let deafen = (): void => undefined;
  let resize: (() => void) | undefined;
  const onResize = (): void => resize?.();
  stdout.on("resize", onResize);
  const close = (): void => {
    process.removeListener("exit", leave);
    stdin.removeListener("data", onData);
    stdout.removeListener("resize", onResize);
    deafen();
    keyboard.end();
    stdin.pause();
    leave();
  };
  return {
    get columns() {
      return stdout.columns || 80;
    },
    get rows() {
      return stdout.rows || 24;
    },
    write: (text) => void stdout.write(text),
    background: (waitMs) => askBackground(keyboard, waitMs),
    onKey: (listener) => keyboard.listen(listener),
    onResize: (listener) => (resize = listener),
    onEnd: (listener) => (deafen = hearEnd(listener)),
    suspend(resumed) {
      leave();
      process.once("SIGCONT", () => {
        enter();
        resumed();
      });
      process.kill(0, "SIGTSTP");
    },
    async close() {
      await new Promise<void>((resolve) => stdout.write("", () => resolve()));
      close();
    },
    [Symbol.dispose]: close,
  };
}

/** What takes the terminal, and gives it back as often as that is said. */
function modes(smart: boolean): { readonly enter: () => void; readonly leave: () => void } {
  const { stdin } = process;
  return {
    enter() {
      stdin.setRawMode(true);
      if (smart) writeSync(1, begin);
    },
    leave() {
      try {
        if (smart) writeSync(1, end);
        stdin.setRawMode(false);
      } catch {
        // It is gone, and needs nothing any more.
      }
    },
  };
}

/** Behind it a question that every terminal answers, so that one that does not know the first costs no waiting. */
const backgroundQuestion = "\x1b]11;?\x1b\\\x1b[c";

/** What is typed meanwhile stays where keys are kept; an answer that comes too late is no key. */
function askBackground(keyboard: Keyboard, waitMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => keyboard.hear("c"), waitMs);
    keyboard.onAnswer((answer) => {
      clearTimeout(timer);
      keyboard.onAnswer(undefined);
      resolve(answer.startsWith("11;") ? answer.slice(3) : undefined);
    });
    writeSync(1, backgroundQuestion);
  });
}

/** Returns what stops listening. */
function hearEnd(listener: (exitCode: number) => void): () => void {
  const hangUp = (): void => listener(ended.SIGHUP);
  process.stdin.once("end", hangUp);
  process.stdin.once("error", hangUp);
  const signals = Object.entries(ended).map(([signal, code]) => [signal, (): void => listener(code)] as const);
  for (const [signal, hear] of signals) process.on(signal, hear);
  return () => {
    process.stdin.removeListener("end", hangUp);
    for (const [signal, hear] of signals) process.removeListener(signal, hear);
  };
}

/** Bytes in, keys out. */
class Keyboard {
  readonly #characters = new StringDecoder("utf8");
  readonly #decoder = new KeyDecoder((answer) => this.hear(answer));
  readonly #kept: Key[] = [];
  #listener: ((key: Key) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #onAnswer: ((answer: string) => void) | undefined;

  onAnswer(listener: ((answer: string) => void) | undefined): void {
    this.#onAnswer = listener;
  }

  hear(answer: string): void {
    this.#onAnswer?.(answer);
  }

  listen(listener: ((key: Key) => void) | undefined): void {
    this.#listener = listener;
    this.#tell();
  }

  take(bytes: Buffer): void {
    clearTimeout(this.#timer);
    this.#kept.push(...this.#decoder.feed(this.#characters.write(bytes)));
    this.#tell();
    if (this.#decoder.pending) {
      this.#timer = setTimeout(() => {
        this.#kept.push(...this.#decoder.flush());
        this.#tell();
      }, escapeMs);
    }
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#listener = undefined;
  }

  #tell(): void {
    // A listener may put another one, or none, in its place.
    while (this.#listener !== undefined) {
      const key = this.#kept.shift();
      if (key === undefined) return;
      this.#listener(key);
    }
  }
}
