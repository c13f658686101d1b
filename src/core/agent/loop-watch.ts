import { createHash } from "node:crypto";
import type { Executed } from "../tools/executor.ts";

/** Steps after which a pattern may begin anew: one call again and again, two in turn, three in turn. */
const periods = [1, 2, 3] as const;

/** Milliseconds from which on a look at something that goes on is waiting, and no circle: asking faster than that is one. */
const waitingMs = 5000;

/**
 * How many times as many rounds stop the turn: the same call may be right for a while, and a word is cheaper than a lost
 * turn.
 */
const patience = 5;

/** Circles that a model may be told of in a turn: the next one stops it. */
const words = 2;

type Ran = Pick<Executed, "call" | "result" | "isWaiting" | "durationMs">;

/** Sees that a model goes round in circles: the same calls with the same results, over and over. */
export class LoopWatch {
  readonly #limit: number;
  readonly #steps: string[] = [];
  #told = 0;
  #isInCircle = false;

  /** So many rounds are a circle; 0 never sees one. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** After each step: the model is told of a circle at the limit, and the turn stopped where that did not help. */
  note(executed: readonly Ran[]): "goes-on" | "tell" | "stop" {
    if (this.#limit === 0 || executed.every(isWaiting)) return "goes-on";
    this.#steps.push(markOf(executed));
    if (this.#steps.length > this.#limit * patience * periods.length) this.#steps.shift();
    const wasInCircle = this.#isInCircle;
    this.#isInCircle = this.#isCircle(this.#limit);
    if (!this.#isInCircle) return "goes-on";
    if (wasInCircle) return this.#isCircle(this.#limit * patience) ? "stop" : "goes-on";
    this.#told += 1;
    return this.#told > words ? "stop" : "tell";
  }

  #isCircle(rounds: number): boolean {
    return periods.some((period) => {
      const last = this.#steps.slice(-period * rounds);
      return last.length === period * rounds && last.every((mark, index) => index < period || mark === last[index - period]);
    });
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
