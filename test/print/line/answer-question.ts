import { setTimeout as delay } from "node:timers/promises";
import { quietMs } from "../../../src/print/line/input/question.ts";

/** Answers a question that is on the screen by one key, as somebody does who has read it: keys that come sooner are typing. */
export async function answer(terminal: { press(...keys: readonly string[]): void }, key: string): Promise<void> {
  await delay(quietMs + 100);
  terminal.press(key);
}
