import type { ToolCallPart, ToolMessage } from "@ainative-code/sdk";
import { ask, userMessage, type Answer } from "../ask.ts";
import { failureVerdict } from "../failure-verdict.ts";
import { fourDigits } from "../pick.ts";
import type { Probe, ProbeContext, Verdict } from "../probe.ts";
import { readingTool, sensorOf } from "../reading-tool.ts";
import { said } from "../said.ts";
import { seconds } from "../seconds.ts";

export const toolProbe: Probe = {
  name: "tool",
  requests: 2,
  async run(context) {
    const [sensor, value] = [`boiler-${fourDigits(context)}`, fourDigits(context)];
    const question = userMessage(context, `Read the sensor named ${sensor} with the tool, then tell me its value.`);
    const asked = await ask(context, { messages: [question], tools: [readingTool] });
    const calls = asked.message.parts.filter((part) => part.type === "tool-call");
    if (calls.length === 0 || asked.error !== undefined) {
      return failureVerdict(asked) ?? badly("the model answered without calling the tool");
    }
    const fault = callFault(calls, sensor);
    if (fault !== undefined) return badly(fault);
    const messages = [question, asked.message, resultOf(context, calls, value)];
    return resultVerdict(asked, await ask(context, { messages, tools: [readingTool] }), value);
  },
};

/** The server took the tool; its model could not use it. */
function badly(seen: string): Verdict {
  return { works: "no", seen, taken: true };
}

function callFault(calls: readonly ToolCallPart[], sensor: string): string | undefined {
  const named = calls.map(sensorOf);
  if (named.includes(sensor)) return undefined;
  const wrong = named.find((name) => name !== undefined);
  if (wrong !== undefined) return `the tool was called for ${said(wrong)} in the place of "${sensor}"`;
  return `the call can't be run: ${calls.map(({ name, input, inputError }) => inputError ?? `${name} ${JSON.stringify(input)}`)[0] ?? ""}`;
}

function resultVerdict(asked: Answer, told: Answer, value: string): Verdict {
  const called = `called after ${seconds(asked.ms)}`;
  const failure = told.text === "" ? failureVerdict(told) : undefined;
  if (failure?.works === "no") return { works: "no", seen: `${called}, and its result refused: ${failure.seen}` };
  if (failure !== undefined) return { ...failure, seen: `${called}; with its result: ${failure.seen}` };
  return told.text.includes(value)
    ? { works: "yes", seen: `${called}, its result used after ${seconds(told.ms)}` }
    : badly(`${called}; the answer to its result does not tell the value`);
}

function resultOf({ newId }: ProbeContext, calls: readonly ToolCallPart[], value: string): ToolMessage {
  const content = [{ type: "text", text: value }] as const;
  const parts = calls.map(({ id, name }) => ({ type: "tool-result" as const, callId: id, name, status: "ok" as const, content }));
  return { id: newId(), role: "tool", createdAt: new Date().toISOString(), parts };
}
