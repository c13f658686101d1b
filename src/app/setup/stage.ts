/** What is decided and tried one after the other. */
export const stages = ["provider", "settings", "key", "models", "model", "answer", "done"] as const;
export type Stage = (typeof stages)[number];
