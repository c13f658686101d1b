import { toAinError } from "@ainative-code/sdk";
import type { FinishEvent, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { RequestMeter } from "../cost/request-meter.ts";
import type { ModelRef } from "../providers/model-ref.ts";
import type { ModelStream } from "../providers/model-stream.ts";
import type { AnswerCap, Purse } from "./purse.ts";

/**
 * Asks before each attempt whether there is money left for it, and counts what it took before its last event is told:
 * also what failed, was tried again or was stopped. An answer may not be
 * longer than what is left buys; one that was cut for that says so in its stop's `detail.budget`. Stands right around one
 * attempt, below retry and fallback.
 */
export function budgeted(stream: ModelStream, model: ModelRef, purse: Purse): ModelStream {
  return async function* paid(request: ProviderRequest): AsyncGenerator<StreamEvent, void> {
    const permit = await purse.admit(model, request).catch(toAinError);
    if (!("settle" in permit)) {
      yield { type: "error", error: permit };
      return;
    }
    const meter = new RequestMeter(model);
    try {
      for await (const event of stream(capped(request, permit.cap))) {
        meter.see(event);
        if (event.type === "finish" || event.type === "error") await permit.settle(meter);
        yield event.type === "finish" ? toldOfCap(event, meter, permit.cap) : event;
      }
    } finally {
      // Also where nobody wanted the rest of the answer; what is settled stays so.
      await permit.settle(meter);
    }
  };
}

function capped(request: ProviderRequest, cap: AnswerCap | undefined): ProviderRequest {
  return cap === undefined ? request : { ...request, maxOutputTokens: cap.tokens, limitedBy: "budget" };
}

/** Vendors stop a little before the limit; one that stopped long before it had a limit of its own. */
const nearly = 0.9;

function toldOfCap(event: FinishEvent, { usage }: RequestMeter, cap: AnswerCap | undefined): FinishEvent {
  if (cap === undefined || event.stop.reason !== "length") return event;
  if (usage !== undefined && usage.output.total < cap.tokens * nearly) return event;
  return { ...event, stop: { ...event.stop, detail: { ...event.stop.detail, budget: cap.budget, maxOutputTokens: cap.tokens } } };
}
