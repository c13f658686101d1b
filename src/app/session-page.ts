import { isCut } from "../core/checkpoints/cuts.ts";
import type { SessionStore, StoredMessage } from "../core/sessions/store.ts";

/** A message of a session, and whether the conversation goes on without it. */
export interface ShownMessage extends StoredMessage {
  readonly takenBack?: true;
}

/** The last messages of a session, oldest first. */
export async function sessionPage(
  store: Pick<SessionStore, "page" | "cuts">,
  id: string,
  limit: number,
): Promise<readonly ShownMessage[]> {
  const [messages, cuts] = await Promise.all([store.page(id, { limit }), store.cuts(id)]);
  return messages.map((message) => (isCut(cuts, message.seq) ? { ...message, takenBack: true } : message));
}
