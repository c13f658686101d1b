import { toAinError } from "@ainative-code/sdk";
import type { ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { RequestMeter } from "../cost/request-meter.ts";
import type { ModelRef } from "../providers/model-ref.ts";
import type { ModelStream } from "../providers/model-stream.ts";
import type { Purse } from "./purse.ts";

/**
 * Asks before each attempt whether there is money left for it, and counts what it took before its last event is told:
 * also what failed, was tried again or was stopped. Stands right around one attempt, below retry and fallback.
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
      for await (const event of stream(request)) {
        meter.see(event);
        if (event.type === "finish" || event.type === "error") await permit.settle(meter);
        yield event;
      }
    } finally {
      // Also where nobody wanted the rest of the answer; what is settled stays so.
      await permit.settle(meter);
    }
  };
}
