import { createHash } from "node:crypto";
import type { Executed } from "../tools/executor.ts";

/** Steps after which a pattern may begin anew: one call again and again, two in turn, three in turn. */
const periods = [1, 2, 3] as const;

/** Milliseconds from which on a look at something that goes on is waiting, and no circle: asking faster than that is one. */
const waitingMs = 5000;

type Ran = Pick<Executed, "call" | "result" | "isWaiting" | "durationMs">;

/** Sees that a model goes round in circles: the same calls with the same results, over and over. */
export class LoopWatch {
  readonly #limit: number;
  readonly #steps: string[] = [];
  #isTold = false;

  /** So many rounds are a circle; 0 never sees one. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** After each step: the model is told once, and the turn stopped where that did not help. */
  note(executed: readonly Ran[]): "goes-on" | "tell" | "stop" {
    if (this.#limit === 0 || executed.every(isWaiting)) return "goes-on";
    this.#steps.push(markOf(executed));
    if (this.#steps.length > this.#limit * periods.length) this.#steps.shift();
    if (!periods.some((period) => this.#isRound(period))) return "goes-on";
    if (this.#isTold) return "stop";
    this.#isTold = true;
    return "tell";
  }

  #isRound(period: number): boolean {
    const last = this.#steps.slice(-period * this.#limit);
    return last.length === period * this.#limit && last.every((mark, index) => index < period || mark === last[index - period]);
  }
}

function isWaiting({ isWaiting, durationMs }: Ran): boolean {
  return isWaiting === true && durationMs >= waitingMs;
}

/** What the model is told. */
export const loopAdvice = [
  "You are going round in circles: you have made the same calls with the same results several times.",
  "Do something else, or say what keeps you from going on. If you wait for something, wait longer in one call.",
].join(" ");

function markOf(executed: readonly Ran[]): string {
  const hash = createHash("sha256");
  for (const { call, result } of executed) hash.update(JSON.stringify([call.name, call.input, result.status, result.content]));
  return hash.digest("base64");
}
