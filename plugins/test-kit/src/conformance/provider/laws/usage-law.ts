import type { StreamEvent, Usage } from "@ainative-code/sdk";

/** The total of the input is the sum of its parts, nothing is negative, and the end repeats the last count. */
export function usageFaults(events: readonly StreamEvent[]): readonly string[] {
  const usages = events.flatMap((event) => (event.type === "usage" || event.type === "finish" ? [event.usage] : []));
  const faults = usages.flatMap((usage) => (usage === undefined ? [] : countFaults(usage)));
  const last = events.findLast((event) => event.type === "usage");
  const finish = events.find((event) => event.type === "finish");
  if (last !== undefined && finish !== undefined && JSON.stringify(finish.usage) !== JSON.stringify(last.usage)) {
    faults.push("finish does not repeat the last usage");
  }
  return faults;
}

function countFaults({ input, output }: Usage): string[] {
  const faults: string[] = [];
  const sum = input.fresh + input.cacheRead + input.cacheWrite;
  if (input.total !== sum) faults.push(`the input does not add up: ${JSON.stringify(input)}`);
  const counts = [...Object.values(input), output.total, output.text ?? 0, output.thinking ?? 0];
  const isCount = (count: number): boolean => Number.isInteger(count) && count >= 0;
  if (!counts.every(isCount)) faults.push(`counts are no counts: ${JSON.stringify({ input, output })}`);
  return faults;
}
