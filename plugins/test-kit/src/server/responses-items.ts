import { callId, callPieces, callText, textPieces, type ScriptedAnswer, type ScriptedCall } from "./reply.ts";

/** An output item with the events that build it, without their numbers. */
export interface ItemFrames {
  readonly item: object;
  readonly events: readonly { readonly type: string; readonly insideCall?: boolean; readonly [member: string]: unknown }[];
}

/** The output items of an answer: a reasoning item, a message, then the calls; each where there is one. */
export function responsesItems(answer: ScriptedAnswer, turn: number): readonly ItemFrames[] {
  const items: ItemFrames[] = [];
  if (answer.thinking !== undefined) items.push(reasoning(answer.thinking, turn));
  if (answer.text !== undefined) items.push(message(textPieces(answer.text), turn));
  return [...items, ...(answer.calls ?? []).map((call, index) => functionCall(call, turn, index))];
}

function reasoning(thinking: string, turn: number): ItemFrames {
  const id = `rs_${turn}`;
  const at = { item_id: id, summary_index: 0 };
  const part = { type: "summary_text", text: thinking };
  const item = { id, type: "reasoning", encrypted_content: `sealed-${turn}`, summary: [part] };
  return {
    item,
    events: [
      { type: "response.output_item.added", item: { ...item, summary: [] } },
      { type: "response.reasoning_summary_part.added", ...at, part: { ...part, text: "" } },
      ...textPieces(thinking).map((delta) => ({ type: "response.reasoning_summary_text.delta", ...at, delta })),
      { type: "response.reasoning_summary_text.done", ...at, text: thinking },
      { type: "response.reasoning_summary_part.done", ...at, part },
      { type: "response.output_item.done", item },
    ],
  };
}

function message(pieces: readonly string[], turn: number): ItemFrames {
  const id = `msg_${turn}`;
  const at = { item_id: id, content_index: 0 };
  const text = pieces.join("");
  const part = { type: "output_text", annotations: [], logprobs: [], text };
  const item = { id, type: "message", status: "completed", role: "assistant", content: [part] };
  return {
    item,
    events: [
      { type: "response.output_item.added", item: { ...item, status: "in_progress", content: [] } },
      { type: "response.content_part.added", ...at, part: { ...part, text: "" } },
      ...pieces.map((delta) => ({ type: "response.output_text.delta", ...at, delta, logprobs: [] })),
      { type: "response.output_text.done", ...at, text, logprobs: [] },
      { type: "response.content_part.done", ...at, part },
      { type: "response.output_item.done", item },
    ],
  };
}

function functionCall(call: ScriptedCall, turn: number, index: number): ItemFrames {
  const id = `fc_${turn}_${index}`;
  const input = callText(call);
  const call_id = callId(call, turn, index);
  const item = { id, type: "function_call", status: "completed", arguments: input, call_id, name: call.name };
  const pieces = callPieces(call);
  return {
    item,
    events: [
      { type: "response.output_item.added", item: { ...item, status: "in_progress", arguments: "" }, insideCall: true },
      ...pieces.map((delta, at) => ({
        type: "response.function_call_arguments.delta",
        item_id: id,
        delta,
        insideCall: at < pieces.length - 1,
      })),
      { type: "response.function_call_arguments.done", item_id: id, arguments: input },
      { type: "response.output_item.done", item },
    ],
  };
}
