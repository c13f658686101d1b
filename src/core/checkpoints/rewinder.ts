import { AinError, isAinError } from "@ainative-code/sdk";
import { summaryHead } from "../agent/compaction-text.ts";
import type { SessionStore, StoredPrompt } from "../sessions/store.ts";
import { cutFrom, cutsOf, isCut } from "./cuts.ts";
import { sameContent, sameMode } from "./file-state.ts";
import type { FileState } from "./file-state.ts";
import type { Ledger } from "./ledger.ts";
import type { ChatMove, LedgerEntry, Move, PathEvent, UndoCall } from "./ledger-entry.ts";
import { planBefore } from "./plan.ts";
import type { Plan, PlannedStep } from "./plan.ts";
import { stepDiff } from "./step-diff.ts";
import type { StepDiff } from "./step-diff.ts";
import { turnFacts } from "./turn-facts.ts";
import type { TurnFacts } from "./turn-facts.ts";
import { entriesFromMove, entriesSince, lastUndo, unfinished } from "./timeline.ts";

export interface RewinderParts {
  readonly sessionId: string;
  readonly ledger: Ledger;
  readonly store: Pick<SessionStore, "find" | "cuts" | "setCuts" | "prompts">;
  readonly now: () => number;
  readonly newId: () => string;
  /** Has a plugin take a call back; gives what it says of it. May throw anything. */
  readonly undoCall?: (call: UndoCall) => Promise<string>;
}

/** Where to, and all that would be done for it. */
export interface Proposal {
  readonly what: "undo" | "redo";
  /** The prompt that is taken back, or comes back. */
  readonly to: string;
  /** The undo that is taken back. */
  readonly of?: string;
  readonly plan: Plan;
  /** Missing where the conversation stays as it is either way. */
  readonly chat?: ChatMove;
  /** What else was done since, by name, and is not brought back; what has an `undo` only by the plugin that did it. */
  readonly effects: readonly Effect[];
}

export type Effect = Extract<LedgerEntry, { kind: "effect" }>;

export interface Turn {
  readonly prompt: StoredPrompt;
  /** What was recorded for it. */
  readonly entries: readonly LedgerEntry[];
}

export interface Choice {
  readonly files: boolean;
  readonly chat: boolean;
  /** Files that are brought back although somebody else has changed them. */
  readonly overwrite: ReadonlySet<string>;
  /** Plugins take back what they can; nothing takes that back. */
  readonly plugins?: boolean;
}

export interface Rewound {
  readonly files: readonly string[];
  /** Files that were left alone, with the reason. */
  readonly left: readonly { readonly path: string; readonly why: string }[];
  /** The conversation is another one now. */
  readonly chat: boolean;
  /** What plugins say of the calls they were to take back. */
  readonly calls?: readonly { readonly by: string; readonly what: string; readonly told: string; readonly failed: boolean }[];
}

/** Goes back and forth in the history of one session. Between two turns only. All methods may throw `storage`. */
export class Rewinder {
  readonly #parts: RewinderParts;

  #onChat: () => Promise<void> = () => Promise.resolve();

  constructor(parts: RewinderParts) {
    this.#parts = parts;
  }

  /** Is called whenever the conversation has become another one. */
  onChat(listener: () => Promise<void>): void {
    this.#onChat = listener;
  }

  /** The prompts that are part of the conversation, oldest first. */
  async turns(): Promise<readonly Turn[]> {
    const { store, ledger, sessionId } = this.#parts;
    const [prompts, cuts] = [await store.prompts(sessionId), await store.cuts(sessionId)];
    const own = Map.groupBy(ledger.entries(), (entry) => ("turn" in entry ? entry.turn : undefined));
    return prompts
      .filter(({ seq, text }) => !isCut(cuts, seq) && !text.startsWith(summaryHead))
      .map((prompt) => ({ prompt, entries: own.get(prompt.id) ?? [] }));
  }

  /** The same, with what each has done to files. */
  async facts(): Promise<readonly TurnFacts[]> {
    const facts: TurnFacts[] = [];
    for (const { prompt, entries } of await this.turns()) facts.push(await turnFacts(prompt, entries, this.#parts.ledger));
    return facts;
  }

  /** What it would take to be where we were before this message of the user. Throws `invalid-input` where it is none. */
  async back(messageId: string): Promise<Proposal> {
    const { store, ledger, sessionId } = this.#parts;
    const prompts = await store.prompts(sessionId);
    const prompt = prompts.find(({ id }) => id === messageId);
    if (prompt === undefined) throw new AinError("invalid-input", "There is no such prompt in this conversation.");
    const before = await store.cuts(sessionId);
    const after = cutFrom(before, prompt.seq, await this.#count());
    const since = entriesSince(ledger.entries(), prompt.seq, prompts);
    return { what: "undo", to: prompt.text, ...(await this.#filesOf(since)), ...chatOf(before, after) };
  }

  /**
   * The same for files alone: before the last prompt since which they have changed. Throws `invalid-input` where there is
   * none.
   */
  async backFiles(): Promise<Proposal> {
    const { store, ledger, sessionId } = this.#parts;
    const changed = new Set(ledger.entries().flatMap((entry) => (entry.kind === "change" ? [entry.turn] : [])));
    const prompts = await store.prompts(sessionId);
    for (const { id } of prompts.filter((prompt) => changed.has(prompt.id)).toReversed()) {
      const proposal = await this.back(id);
      if (proposal.plan.steps.length + proposal.plan.impossible.length > 0) return proposal;
    }
    throw new AinError("invalid-input", "No file has been changed in this conversation that could be brought back.");
  }

  /** What a person is shown of one file. */
  diff({ current, target }: PlannedStep): StepDiff {
    return stepDiff(current, target, (hash) => this.#parts.ledger.content(hash));
  }

  /** What it would take to take the last undo back. Throws `invalid-input` where there is none. */
  async forth(): Promise<Proposal> {
    const { store, ledger, sessionId } = this.#parts;
    const entries = ledger.entries();
    const move = lastUndo(entries);
    if (move === undefined) throw new AinError("invalid-input", "There is no undo to take back.");
    const before = await store.cuts(sessionId);
    const after = move.chat === undefined ? before : cutsOf(move.chat.before, move.count, await this.#count());
    const since = move.steps.length === 0 ? [] : entriesFromMove(entries, move.id);
    return { what: "redo", to: move.to, of: move.id, ...(await this.#filesOf(since)), ...chatOf(before, after) };
  }

  /**
   * Does it. What is there now is kept before, and what is to be done is on disk before the first file is touched: a move
   * that breaks off is ended by `resume`.
   */
  async go(proposal: Proposal, choice: Choice): Promise<Rewound> {
    const calls = choice.plugins === true && proposal.what === "undo" ? await this.#undoCalls(proposal.effects) : undefined;
    return { ...(await this.#move(proposal, choice)), ...(calls === undefined ? {} : { calls }) };
  }

  async #move(proposal: Proposal, choice: Choice): Promise<Rewound> {
    const { ledger, newId, now } = this.#parts;
    const { steps, left } = choice.files ? await this.#ready(proposal.plan, choice.overwrite) : nothingToDo;
    const chat = choice.chat ? proposal.chat : undefined;
    if (steps.length === 0 && chat === undefined) return { files: [], left, chat: false };
    const move: Move = {
      kind: "move",
      id: newId(),
      what: proposal.what,
      to: proposal.to,
      ...(proposal.of === undefined ? {} : { of: proposal.of }),
      at: new Date(now()).toISOString(),
      count: await this.#count(),
      steps,
      emptied: choice.files ? proposal.plan.folders : [],
      ...(chat === undefined ? {} : { chat }),
    };
    await ledger.settled();
    ledger.append(move, true);
    return this.#finish(move, left);
  }

  /** The last call first. */
  async #undoCalls(effects: readonly Effect[]): Promise<NonNullable<Rewound["calls"]>> {
    const { ledger, undoCall } = this.#parts;
    const calls: { by: string; what: string; told: string; failed: boolean }[] = [];
    for (const { by, what, undo } of effects.toReversed()) {
      if (undo === undefined || undoCall === undefined) continue;
      try {
        const told = await undoCall(undo);
        ledger.append({ kind: "undone", id: undo.id }, true);
        calls.push({ by, what, told, failed: false });
      } catch (thrown) {
        calls.push({ by, what, told: thrown instanceof Error ? thrown.message : String(thrown), failed: true });
      }
    }
    return calls;
  }

  /** Ends a move that was broken off, by a crash or a full disk. `undefined` where there is none. */
  async resume(): Promise<(Rewound & { readonly move: Move }) | undefined> {
    const move = unfinished(this.#parts.ledger.entries());
    return move === undefined ? undefined : { ...(await this.#finish(move, [])), move };
  }

  async #finish(move: Move, leftBefore: Rewound["left"]): Promise<Rewound> {
    const { ledger, store, sessionId } = this.#parts;
    if (move.chat !== undefined) {
      await store.setCuts(sessionId, move.chat.after);
      await this.#onChat();
    }
    const [files, left]: [string[], { path: string; why: string }[]] = [[], [...leftBefore]];
    for (const step of move.steps) {
      const why = await this.#place(step, `${files.length} of ${move.steps.length} files are done`);
      if (why === undefined) files.push(step.path);
      else left.push({ path: step.path, why });
    }
    for (const folder of move.emptied) ledger.removeEmpty(folder);
    ledger.append({ kind: "moved", id: move.id }, true);
    return { files, left, chat: move.chat !== undefined };
  }

  /** Says why not, where the file is left alone. */
  async #place({ path, before, after }: PathEvent, soFar: string): Promise<string | undefined> {
    const { ledger } = this.#parts;
    const current = await ledger.look(path);
    if (sameContent(current, after) && sameMode(current, after)) return undefined;
    if (this.#isLost(after)) return copyLost;
    try {
      await ledger.place(path, before, after);
      return undefined;
    } catch (thrown) {
      if (!isAinError(thrown) || !fullDisk.has(thrown.vendorCode ?? "")) {
        return isAinError(thrown) ? thrown.message : String(thrown);
      }
      const { message, actions } = thrown;
      throw new AinError(thrown.code, `${message} ${soFar}, and nothing is lost.`, {
        actions: [...actions, "Then go on with it: /undo, or ainative-code session undo"],
        cause: thrown,
      });
    }
  }

  #isLost(state: FileState): boolean {
    return state.kind === "file" && this.#parts.ledger.content(state.hash) === undefined;
  }

  async #ready(
    { steps, impossible }: Plan,
    overwrite: ReadonlySet<string>,
  ): Promise<{ steps: readonly PathEvent[]; left: Rewound["left"] }> {
    const { ledger } = this.#parts;
    const left = [...impossible];
    const ready: PathEvent[] = [];
    for (const step of steps) {
      const { path, target: after, conflict } = step;
      const before = await ledger.keep(path);
      const objection = overwrite.has(path) ? undefined : conflict;
      const why = this.#isLost(after) ? copyLost : sameContent(before, step.current) ? objection : "has just changed";
      if (why !== undefined) left.push({ path, why });
      else ready.push({ path, before, after, ...made(after.kind === "none" ? [] : ledger.missingFolders(path)) });
    }
    return { steps: ready, left };
  }

  async #filesOf(since: readonly LedgerEntry[]): Promise<Pick<Proposal, "plan" | "effects">> {
    const { ledger } = this.#parts;
    const undone = new Set(since.flatMap((entry) => (entry.kind === "undone" ? [entry.id] : [])));
    const effects = since
      .filter((entry) => entry.kind === "effect")
      .filter(({ undo }) => undo === undefined || !undone.has(undo.id));
    return { plan: await planBefore(since, async (path) => ledger.keep(path)), effects };
  }

  async #count(): Promise<number> {
    const { store, sessionId } = this.#parts;
    return (await store.find(sessionId))?.messageCount ?? 0;
  }
}

const copyLost = "the copy of it is gone or damaged";

/** What ends when there is room again; anything else would stop it for good. */
const fullDisk: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT"]);

const nothingToDo = { steps: [], left: [] } as const;

function made(folders: readonly string[]): Pick<PathEvent, "folders"> {
  return folders.length === 0 ? {} : { folders };
}

function chatOf(before: ChatMove["before"], after: ChatMove["after"]): { readonly chat?: ChatMove } {
  return JSON.stringify(before) === JSON.stringify(after) ? {} : { chat: { before, after } };
}
