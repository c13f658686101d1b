import { frame, type AnswerContext, type Frame } from "./frame.ts";
import { callId, callPieces, textPieces, type ScriptedAnswer, type ScriptedUsage } from "./reply.ts";

/** An answer as OpenAI's Chat Completions stream it. */
export function chatFrames(answer: ScriptedAnswer, context: AnswerContext): readonly Frame[] {
  const base = { id: `chatcmpl-${context.turn}`, object: "chat.completion.chunk", created: 1_700_000_000, model: context.model };
  const chunk = (delta: object, finish: string | null = null, insideCall = false): Frame =>
    frame({ ...base, choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] }, { insideCall });
  return [
    chunk({ role: "assistant", content: "" }),
    ...textPieces(answer.thinking).map((text) => chunk({ reasoning_content: text })),
    ...textPieces(answer.text).map((text) => chunk({ content: text })),
    ...callDeltas(answer, context.turn).map(({ delta, insideCall }) => chunk({ tool_calls: [delta] }, null, insideCall)),
    chunk({}, finishReason(answer)),
    ...(wantsUsage(context) ? [frame({ ...base, choices: [], usage: chatUsage(answer.usage ?? {}) })] : []),
    frame("[DONE]"),
  ];
}

export function chatErrorFrame(code: string, message: string): Frame {
  return frame({ error: { message, type: code, param: null, code } });
}

interface CallDelta {
  readonly delta: object;
  readonly insideCall: boolean;
}

function callDeltas({ calls = [] }: ScriptedAnswer, turn: number): readonly CallDelta[] {
  return calls.flatMap((call, index) => {
    const pieces = callPieces(call);
    const head = { index, id: callId(call, turn, index), type: "function", function: { name: call.name, arguments: "" } };
    const rest = pieces.map((piece, at) => ({
      delta: { index, function: { arguments: piece } },
      insideCall: at < pieces.length - 1,
    }));
    return [{ delta: head, insideCall: true }, ...rest];
  });
}

function finishReason({ stop, calls }: ScriptedAnswer): string {
  if (stop !== undefined) return stop === "length" ? "length" : "content_filter";
  return calls === undefined || calls.length === 0 ? "stop" : "tool_calls";
}

function wantsUsage({ body }: AnswerContext): boolean {
  const options = body["stream_options"];
  return typeof options === "object" && options !== null && "include_usage" in options && options.include_usage === true;
}

function chatUsage({ input = 0, cached = 0, output = 0, thinking = 0 }: ScriptedUsage): object {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached },
    completion_tokens_details: { reasoning_tokens: thinking },
  };
}
