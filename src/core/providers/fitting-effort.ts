import { efforts } from "@ainative-code/sdk";
import type { Capabilities, Effort, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import type { ModelStream } from "./model-stream.ts";

type Thinking = Capabilities["thinking"];

/**
 * Asks a model for a level of effort that it is known to have, and says so where that is not the one wanted. `known` is
 * asked only where an effort is wanted.
 */
export function fittingEffort(stream: ModelStream, known: () => Promise<Thinking>): ModelStream {
  return async function* fitting(request: ProviderRequest): AsyncGenerator<StreamEvent, void> {
    const { effort, ...rest } = request;
    const fitted = effort === undefined ? undefined : fittedEffort(effort, await known());
    if (effort === fitted) {
      yield* stream(request);
      return;
    }
    const warnings = effort === undefined ? [] : warningsOf(effort, fitted);
    for await (const event of stream({ ...rest, ...(fitted === undefined ? {} : { effort: fitted }) })) {
      yield event.type === "start" && warnings.length > 0
        ? { ...event, warnings: [...(event.warnings ?? []), ...warnings] }
        : event;
    }
  };
}

/**
 * The level a model has that is nearest to the one wanted, the lower of two; `undefined` where it has none at all. Thinking
 * is turned off for nobody who wants some, and "none" is left to providers that may know how to turn it off.
 */
export function fittedEffort(wanted: Effort, thinking: Thinking): Effort | undefined {
  const { levels, canDisable } = thinking ?? {};
  if (levels === undefined || levels.length === 0) return wanted;
  const harder = efforts.filter((effort) => effort !== "none" && levels.includes(effort));
  if (harder.length === 0) return undefined;
  if (levels.includes(wanted) || (wanted === "none" && canDisable !== false)) return wanted;
  const distance = (effort: Effort): number => Math.abs(efforts.indexOf(effort) - efforts.indexOf(wanted));
  return harder.toSorted((one, other) => distance(one) - distance(other))[0];
}

function warningsOf(wanted: Effort, fitted: Effort | undefined): readonly string[] {
  if (fitted !== undefined) return [`The effort is ${fitted}: this model does not know ${wanted}.`];
  return wanted === "none" ? [] : ["No effort is asked for: this model does not think."];
}
