import type { ToolCallPart } from "@ainative-code/sdk";

/** A task that waits or runs. */
export interface RunningTask {
  /** Counted from 1 within the turn. */
  readonly number: number;
  readonly callId: string;
  readonly agent: string;
  readonly description: string;
}

/** The tasks that one prompt leads to, nested ones included. */
export class TurnTasks {
  readonly limit: number;
  readonly #running = new Map<RunningTask, AbortController>();
  #begun = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  get running(): readonly RunningTask[] {
    return [...this.#running.keys()];
  }

  /** `undefined` where there may be no more. */
  begin({ id }: ToolCallPart, agent: string, description: string): { readonly signal: AbortSignal; end(): void } | undefined {
    if (this.#begun >= this.limit) return undefined;
    this.#begun += 1;
    const task = { number: this.#begun, callId: id, agent, description };
    const stopped = new AbortController();
    this.#running.set(task, stopped);
    return { signal: stopped.signal, end: () => void this.#running.delete(task) };
  }

  /** Stops one, by its number or the id of its call; false where there is none, or no more. */
  stop(which: number | string): boolean {
    const found = [...this.#running].find(([task]) => task.number === which || task.callId === which);
    found?.[1].abort();
    return found !== undefined;
  }
}
