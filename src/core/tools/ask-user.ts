import type { UserAnswer, UserQuestion } from "@ainative-code/sdk";

/** Puts a question of a tool before a person. */
export type AskUser = (question: UserQuestion, signal: AbortSignal) => Promise<UserAnswer>;

/** For runs that nobody watches. */
export const nobodyToAsk: AskUser = () => Promise.resolve({ kind: "nobody" });
