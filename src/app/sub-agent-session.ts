import { Conversation } from "../core/agent/conversation.ts";
import type { SubAgentOrder } from "../core/agent/sub-agents.ts";
import { formatModelRef } from "../core/providers/model-ref.ts";
import type { ModelRef } from "../core/providers/model-ref.ts";
import { newId } from "../core/sessions/id.ts";
import { titleOf } from "../core/sessions/title.ts";
import { currentHolder, isAlive } from "../infra/process/holder.ts";
import { systemClock } from "./clock.ts";
import type { Services } from "./services.ts";

export interface SubAgentSession {
  readonly conversation: Conversation;
  /** Lets other processes have it. */
  release(): Promise<void>;
}

/** A session of its own, which belongs to the one it was started in. Nothing is on disk before its first message. */
export function subAgentSession(
  services: Services,
  { description, call, parentSession }: SubAgentOrder,
  model: ModelRef,
): SubAgentSession {
  const [id, holder] = [newId(), currentHolder()];
  const conversation = new Conversation({
    sessionId: id,
    openStore: async () => services.store(),
    history: [],
    async prepare(store) {
      const createdAt = new Date(systemClock.now()).toISOString();
      await store.create({
        id,
        title: titleOf(description),
        cwd: services.environment.cwd,
        createdAt,
        parent: { session: parentSession, call: call.id },
      });
      await store.hold(id, holder, isAlive);
      await store.setModel(id, formatModelRef(model));
    },
  });
  return {
    conversation,
    async release() {
      if (conversation.prepared && conversation.intact) await (await services.store()).release(id, holder);
    },
  };
}
