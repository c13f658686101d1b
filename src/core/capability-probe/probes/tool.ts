import type { ToolCallPart, ToolMessage } from "@ainative-code/sdk";
import { ask, userMessage, type Answer } from "../ask.ts";
import { failureVerdict } from "../failure-verdict.ts";
import type { Probe, ProbeContext, Verdict } from "../probe.ts";
import { isReading, readingTool } from "../reading-tool.ts";
import { seconds } from "../seconds.ts";

const value = "4711";

export const toolProbe: Probe = {
  name: "tool",
  requests: 2,
  async run(context) {
    const question = userMessage(context, "Read the sensor named boiler with the tool, then tell me its value.");
    const asked = await ask(context, { messages: [question], tools: [readingTool] });
    const calls = asked.message.parts.filter((part) => part.type === "tool-call");
    const [call] = calls;
    if (call === undefined || asked.error !== undefined) return failureVerdict(asked) ?? { works: "no", seen: "the model answered without calling the tool" };
    if (!isReading(call)) return { works: "no", seen: `the call can't be run: ${call.inputError ?? `${call.name} ${JSON.stringify(call.input)}`}` };
    const messages = [question, asked.message, resultOf(context, calls)];
    return resultVerdict(asked, await ask(context, { messages, tools: [readingTool] }));
  },
};

function resultVerdict(asked: Answer, told: Answer): Verdict {
  const called = `called after ${seconds(asked.ms)}`;
  const failure = told.text === "" ? failureVerdict(told) : undefined;
  if (failure?.works === "no") return { works: "no", seen: `${called}, and its result refused: ${failure.seen}` };
  if (failure !== undefined) return { ...failure, seen: `${called}; with its result: ${failure.seen}` };
  return told.text.includes(value)
    ? { works: "yes", seen: `${called}, its result used after ${seconds(told.ms)}` }
    : { works: "yes", seen: `${called}; the answer to its result does not tell the value` };
}

function resultOf({ newId }: ProbeContext, calls: readonly ToolCallPart[]): ToolMessage {
  const content = [{ type: "text", text: value }] as const;
  const parts = calls.map(({ id, name }) => ({ type: "tool-result" as const, callId: id, name, status: "ok" as const, content }));
  return { id: newId(), role: "tool", createdAt: new Date().toISOString(), parts };
}
