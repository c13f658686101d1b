import { frame, type AnswerContext, type Frame } from "./frame.ts";
import { responsesItems, type ItemFrames } from "./responses-items.ts";
import type { ScriptedAnswer, ScriptedUsage } from "./reply.ts";

/** An answer as OpenAI's Responses stream it. */
export function responsesFrames(answer: ScriptedAnswer, context: AnswerContext): readonly Frame[] {
  const items = responsesItems(answer, context.turn);
  const output = items.map(({ item }) => item);
  const created = response(context, { status: "in_progress" });
  const events: Event[] = [
    { type: "response.created", response: created },
    { type: "response.in_progress", response: created },
    ...items.flatMap(numbered),
    terminal(answer, response(context, { output, usage: responsesUsage(answer.usage ?? {}), ...ending(answer) })),
  ];
  return events.map(({ insideCall, ...event }, at) =>
    frame({ ...event, sequence_number: at }, { event: event.type, insideCall: insideCall === true }),
  );
}

export function responsesErrorFrame(code: string, message: string): Frame {
  return frame({ type: "error", code, message, param: null, sequence_number: 0 }, { event: "error" });
}

interface Event {
  readonly type: string;
  readonly insideCall?: boolean;
  readonly [member: string]: unknown;
}

function numbered({ events }: ItemFrames, index: number): readonly Event[] {
  return events.map((event) => ({ ...event, output_index: index }));
}

function terminal({ stop }: ScriptedAnswer, finished: object): Event {
  return { type: stop === undefined ? "response.completed" : "response.incomplete", response: finished };
}

function ending({ stop }: ScriptedAnswer): object {
  if (stop === undefined) return { status: "completed" };
  return { status: "incomplete", incomplete_details: { reason: stop === "length" ? "max_output_tokens" : "content_filter" } };
}

function response({ model, turn }: AnswerContext, changes: object): object {
  return {
    id: `resp_${turn}`,
    object: "response",
    created_at: 1_700_000_000,
    error: null,
    incomplete_details: null,
    model,
    output: [],
    parallel_tool_calls: true,
    store: false,
    usage: null,
    ...changes,
  };
}

function responsesUsage({ input = 0, cached = 0, output = 0, thinking = 0 }: ScriptedUsage): object {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: thinking },
    total_tokens: input + output,
  };
}
