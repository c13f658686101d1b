import { toAinError } from "@ainative-code/sdk";
import type { AinError, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { retold } from "../errors/retold.ts";
import { formatModelRef } from "./model-ref.ts";
import type { ModelRef } from "./model-ref.ts";
import type { ModelStream } from "./model-stream.ts";
import { passesOn } from "./passes-on.ts";
import { isVisible } from "./visible-events.ts";

/** A model that may answer. */
export interface Candidate {
  readonly model: ModelRef;
  /** Tokens it takes, where they are known; asked for where a conversation is too long. */
  readonly window?: () => Promise<number | undefined>;
  /** Called at its turn, for each request. May reject: then that is why it does not answer. */
  readonly open: () => Promise<ModelStream>;
}

type Chain = readonly [Candidate, ...Candidate[]];

interface Refusal {
  readonly model: string;
  readonly error: AinError;
}

/**
 * Asks the next model where one fails for a reason of its own before anything of its answer was shown. Each request begins
 * with the first one again. The change is told by a `fallback` event before the next is asked. Where nobody answers the
 * last failure is told, with those of all others in its `details.models`. Goes around all laws of a single model.
 */
export function fallingBack(chain: Chain): ModelStream {
  return async function* answered(request: ProviderRequest): AsyncGenerator<StreamEvent, void> {
    const refusals: Refusal[] = [];
    let [candidate] = chain;
    for (;;) {
      const error = yield* untilShown(candidate, requestFor(request, candidate.model, chain[0].model));
      if (error === undefined) return;
      const next = request.signal.aborted ? undefined : await nextOf(chain, candidate, error);
      const from = formatModelRef(candidate.model);
      refusals.push({ model: from, error });
      if (next === undefined) {
        yield { type: "error", error: nobody(refusals, error) };
        return;
      }
      yield { type: "fallback", from, to: formatModelRef(next.model), error };
      candidate = next;
    }
  };
}

/** What is meant for one vendor alone is not sent to another. */
function requestFor(request: ProviderRequest, asked: ModelRef, first: ModelRef): ProviderRequest {
  if (asked === first) return request;
  const { options, ...rest } = request;
  const kept = options === undefined || asked.provider !== first.provider ? {} : { options };
  return { ...rest, ...kept, model: asked.model };
}

/** A conversation that is too long goes to a model that is known to take more, and to no other. */
async function nextOf(chain: Chain, failed: Candidate, error: AinError): Promise<Candidate | undefined> {
  const rest = chain.slice(chain.indexOf(failed) + 1);
  if (error.code !== "context-overflow") return passesOn(error) ? rest[0] : undefined;
  const room = await roomOf(failed);
  for (const next of rest) if ((await roomOf(next) ?? 0) > (room ?? Infinity)) return next;
  return undefined;
}

/** Nothing where the catalogue can't be read: no reason to stop a chat. */
async function roomOf({ window }: Candidate): Promise<number | undefined> {
  return window?.().catch(() => undefined);
}

/** Passes an answer on; returns the failure of one that never began. What such a one said of itself is not told. */
async function* untilShown(candidate: Candidate, request: ProviderRequest): AsyncGenerator<StreamEvent, AinError | undefined> {
  const early: StreamEvent[] = [];
  let shown = false;
  const stream = await opened(candidate);
  for await (const event of stream(request)) {
    if (!shown && event.type === "error") return event.error;
    if (!shown && (isVisible(event) || event.type === "finish")) {
      shown = true;
      yield* early;
    }
    // A wait is told while it lasts.
    if (shown || event.type === "retry") yield event;
    else early.push(event);
  }
  return undefined;
}

/** Why a model can't be opened is told as every other failure of it. */
async function opened({ open }: Candidate): Promise<ModelStream> {
  return open().catch(
    (thrown: unknown): ModelStream =>
      async function* unopened() {
        yield { type: "error", error: toAinError(thrown) };
      },
  );
}

function nobody(refusals: readonly Refusal[], last: AinError): AinError {
  if (refusals.length === 1) return last;
  const told = refusals.map(({ model, error }) => `${model}: ${error.message}`);
  return retold(last, {
    message: `None of ${refusals.length} models answered. ${told.join(" ")}`,
    actions: [...new Set(refusals.flatMap(({ error }) => error.actions))],
    details: {
      ...last.details,
      models: refusals.map(({ model, error: { code, message } }) => ({ model, code, message })),
    },
  });
}
