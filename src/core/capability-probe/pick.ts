import type { ProbeContext } from "./probe.ts";

/** Which of so many, by chance, from 0. */
export function pick({ random }: Pick<ProbeContext, "random">, count: number): number {
  return Math.floor(random() * count);
}

/** A number of four digits, by chance. */
export function fourDigits(context: Pick<ProbeContext, "random">): string {
  return String(1000 + pick(context, 9000));
}
