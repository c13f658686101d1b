import { isAinError } from "@ainative-code/sdk";
import { nothingThere, sameContent } from "./file-state.ts";
import type { FileState } from "./file-state.ts";
import type { Ledger } from "./ledger.ts";
import type { LedgerEntry, PathEvent } from "./ledger-entry.ts";
import type { Seen, TreeWatch } from "./tree-watch.ts";

/** What a command may do besides. */
const seen = "what it did outside of the folder, in ignored files or over the network stays";

const nothingMore = async (): Promise<void> => Promise.resolve();

export interface RecorderOptions {
  /** Opens it at the first call. */
  readonly ledger: () => Ledger;
  readonly hashOf: (bytes: Uint8Array) => string;
  readonly now: () => number;
  /** Looks at what commands do; without it nothing of that is known. */
  readonly watch?: TreeWatch | undefined;
  /** Hears, once, that changes are made that can't be undone. */
  readonly onFailure: (message: string) => void;
}

/** Takes note of what happens to files, prompt by prompt, before it happens. It never throws: a turn does not end for it. */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #events: PathEvent[] = [];
  /** Writes that are noted and may not be done yet, by path: a command beside them sees them happen. */
  readonly #underway = new Map<string, PathEvent>();
  #turn: string | undefined;
  #written: string | undefined;
  #failed = false;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  /** What follows is done for this message of the user. */
  beginTurn(messageId: string): void {
    this.#turn = messageId;
  }

  get turn(): string | undefined {
    return this.#turn;
  }

  /** A file is about to be written (`bytes`), or removed. */
  async willWrite(path: string, bytes: Uint8Array | undefined, by: string): Promise<void> {
    await this.#guarded(async (ledger) => {
      const before = await ledger.keep(path);
      const after = bytes === undefined ? nothingThere : this.#stateOf(bytes, before);
      const folders = ledger.missingFolders(path);
      const event = { path, before, after, ...(folders.length === 0 ? {} : { folders }) };
      this.#underway.set(path, event);
      this.#note(ledger, event, by);
    });
  }

  /** The copies are safe from a power failure. To be waited for after the change, so that both go to disk at once. */
  async settled(...paths: readonly string[]): Promise<void> {
    for (const path of paths) this.#underway.delete(path);
    await this.#guarded(async (ledger) => ledger.settled());
  }

  /** A change that was noted has failed: the file may be as it was, and somebody else's version of it is none of ours. */
  async failed(...paths: readonly string[]): Promise<void> {
    await this.#guarded(async (ledger) => {
      for (const path of paths) {
        const event = this.#underway.get(path);
        if (event === undefined) continue;
        const now = await ledger.keep(path);
        if (!sameContent(now, event.after)) this.#note(ledger, { path, before: event.after, after: now }, "write");
      }
    });
  }

  /** A command is about to run; to be told when it has ended. */
  async willRun(command: string, by: string): Promise<() => Promise<void>> {
    const { watch } = this.#options;
    if (this.#turn === undefined || watch === undefined) return nothingMore;
    const first = this.#events.length;
    const underway = [...this.#underway.values()];
    const look = await watch.before(new Set(this.#events.map(({ path }) => path)));
    return async () =>
      this.#guarded(async (ledger) => this.#ran(ledger, await look(), [...underway, ...this.#events.slice(first)], command, by));
  }

  #ran(ledger: Ledger, { events, limit }: Seen, noted: readonly PathEvent[], command: string, by: string): void {
    const isNoted = ({ path, after }: PathEvent): boolean =>
      noted.some((other) => other.path === path && sameContent(other.after, after));
    for (const event of events) if (!isNoted(event)) this.#note(ledger, event, by);
    const turn = this.#begun(ledger);
    ledger.append({
      kind: "effect",
      turn,
      by,
      what: command,
      why: limit === undefined ? seen : `what it changed is not known: ${limit}`,
    });
  }

  /** A call that may have done more than can be seen. */
  async effect(entry: Omit<Extract<LedgerEntry, { kind: "effect" }>, "kind" | "turn">): Promise<void> {
    await this.#guarded(async (ledger) => {
      const turn = this.#begun(ledger);
      ledger.append({ kind: "effect", turn, ...entry });
      await Promise.resolve();
    });
  }

  #stateOf(bytes: Uint8Array, before: FileState): FileState {
    const mode = before.kind === "file" ? before.mode : undefined;
    return { kind: "file", hash: this.#options.hashOf(bytes), size: bytes.length, ...(mode === undefined ? {} : { mode }) };
  }

  #note(ledger: Ledger, event: PathEvent, by: string): void {
    const turn = this.#begun(ledger);
    ledger.append({ kind: "change", turn, by, ...event });
    this.#events.push(event);
  }

  /** The first entry of a turn says so. */
  #begun(ledger: Ledger): string {
    const turn = this.#turn ?? "";
    if (this.#written !== turn) ledger.append({ kind: "turn", turn, at: new Date(this.#options.now()).toISOString() });
    this.#written = turn;
    return turn;
  }

  async #guarded(work: (ledger: Ledger) => Promise<void>): Promise<void> {
    if (this.#turn === undefined) return;
    try {
      await work(this.#options.ledger());
    } catch (thrown) {
      if (this.#failed) return;
      this.#failed = true;
      const why = isAinError(thrown) ? thrown.message : String(thrown);
      this.#options.onFailure(`changes made from now on may not be undone: ${why}`);
    }
  }
}
