import { ask, userMessage } from "../ask.ts";
import { failureVerdict } from "../failure-verdict.ts";
import type { Probe } from "../probe.ts";
import { readingTool, sensorOf } from "../reading-tool.ts";
import { seconds } from "../seconds.ts";

const wanted: ReadonlySet<string> = new Set(["north", "south", "east"]);

export const parallelToolsProbe: Probe = {
  name: "parallel",
  requests: 1,
  async run(context) {
    const text = "Read the three sensors named north, south and east with the tool. Make the three calls at once, in one answer.";
    const answer = await ask(context, { messages: [userMessage(context, text)], tools: [readingTool] });
    const calls = answer.message.parts.flatMap((part) => (part.type === "tool-call" ? [part] : []));
    if (calls.length === 0) return failureVerdict(answer) ?? { works: "no", seen: "the model answered without calling the tool" };
    const sensors = new Set(calls.map(sensorOf).filter((sensor) => sensor !== undefined && wanted.has(sensor)));
    if (calls.length === 1) return { works: "no", seen: "one call at a time" };
    return sensors.size === calls.length && new Set(calls.map(({ id }) => id)).size === calls.length
      ? { works: "yes", seen: `${calls.length} calls in one answer, after ${seconds(answer.ms)}` }
      : { works: "no", seen: `${calls.length} calls that can't be told apart, can't be run or read something else` };
  },
};
