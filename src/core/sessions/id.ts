import { randomUUID } from "node:crypto";

/** A new id of a session or a message: random, so that the first characters are enough to tell sessions apart. */
export function newId(): string {
  return randomUUID();
}
