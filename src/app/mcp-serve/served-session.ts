import { isAinError } from "@ainative-code/sdk";
import type { Gatekeeper } from "../../core/permissions/gatekeeper.ts";
import { newId } from "../../core/sessions/id.ts";
import type { Executor } from "../../core/tools/executor.ts";
import type { Hiding } from "../../core/tools/hide-secrets.ts";
import { openCheckpoints, type Checkpoints } from "../checkpoints.ts";
import type { Config } from "../config.ts";
import type { Services } from "../services.ts";
import { CallRecord } from "./call-record.ts";

interface SessionParts {
  readonly services: Services;
  readonly config: Config;
  readonly hiding: Hiding;
  readonly onProblem: (message: string) => void;
}

/** What one client has done, as a session: each call that may change something is a message of its own, and can be undone. */
export interface ServedSession {
  readonly id: string;
  readonly checkpoints: Checkpoints;
  /** The same gate; what passes it and does not only read is kept before it runs. `clientOf` names who has called. */
  noting(gate: Pick<Gatekeeper, "permit">, clientOf: (signal: AbortSignal) => string): Pick<Gatekeeper, "permit">;
  /** The same executor; what was kept gets its result. */
  recording(executor: Pick<Executor, "execute">): Pick<Executor, "execute">;
  /** Never throws. */
  close(): Promise<void>;
}

/** Where nothing can be kept, that is told once, and calls run all the same. */
export function servedSession({ services, config, hiding, onProblem }: SessionParts): ServedSession {
  const id = newId();
  const checkpoints = openCheckpoints(services, { sessionId: id, config, onProblem });
  const record = new CallRecord({ services, id, hiding, onProblem, onMessage: (messageId) => checkpoints.begin(messageId) });
  return {
    id,
    checkpoints,
    noting: (gate, clientOf) => ({
      async permit(call, question, signal) {
        const permission = await gate.permit(call, question, signal);
        if (!permission.allowed || question.risk === "read") return permission;
        await record.note(call, clientOf(signal)).catch((thrown: unknown) => {
          // Somebody is undoing what was done here: what would be done meanwhile gets lost.
          if (isAinError(thrown) && thrown.code === "stale-state") throw thrown;
          record.tell(thrown);
        });
        return permission;
      },
    }),
    recording: (executor) => ({
      async execute(call, options) {
        const executed = await executor.execute(call, options);
        const { result, decidedBy, startedAt, durationMs } = executed;
        await record.ended(call, async (store) =>
          store.recordTool(id, { call: executed.call, result, decidedBy, startedAt, durationMs }),
        );
        return executed;
      },
    }),
    close: checkpoints.leaving(async () => record.close()),
  };
}
