import type { StreamEvent } from "@ainative-code/sdk";
import type { Played } from "../play.ts";

/** The order law of `StreamEvent`: what is wrong with the events of one answer. */
export function orderFaults({ events, error }: Played): readonly string[] {
  const faults = [...numberFaults(events), ...insideFaults(events)];
  if (events[0] !== undefined && events[0].type !== "start") faults.push(`the first event is ${events[0].type}`);
  const end = events.findIndex(({ type }) => type === "finish" || type === "error");
  if (end === -1 && error === undefined) faults.push("no end");
  if (end !== -1 && end < events.length - 1) faults.push(`${events[end + 1]?.type} after the end`);
  if (events.findLastIndex(({ type }) => type === "start") > 0) faults.push("a second start");
  for (const type of ["retry", "fallback"]) {
    if (events.some((event) => event.type === type)) faults.push(`a provider told of a ${type}`);
  }
  return faults;
}

/** Parts are numbered from 0 in the order they begin. */
function numberFaults(events: readonly StreamEvent[]): string[] {
  const begins = (event: StreamEvent): boolean => event.type === "part" || event.type.endsWith("-start");
  const begun = events.flatMap((event) => ("part" in event && begins(event) ? [event.part] : []));
  return begun.flatMap((part, index) => (part === index ? [] : [`part ${part} begins where ${index} is next`]));
}

/** Deltas and ends belong to open parts of their kind. */
function insideFaults(events: readonly StreamEvent[]): readonly string[] {
  const faults: string[] = [];
  const open = new Map<number, string>();
  for (const event of events) {
    const dash = event.type.indexOf("-");
    if (!("part" in event) || dash === -1) continue;
    const kind = event.type.slice(0, dash);
    const step = event.type.slice(dash + 1);
    if (step === "start") open.set(event.part, kind);
    else if (open.get(event.part) !== kind) faults.push(`${event.type} for part ${event.part}, which is not open as ${kind}`);
    if (step === "end") open.delete(event.part);
  }
  const whole = events.some((event) => event.type === "finish" && event.stop.reason !== "interrupted");
  const left = [...open.values()].filter((kind) => kind !== "tool");
  if (whole && left.length > 0) faults.push(`a finished answer leaves ${left.join(", ")} open`);
  return faults;
}
