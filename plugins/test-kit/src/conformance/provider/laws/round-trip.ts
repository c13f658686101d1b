import type { AssistantMessage, Message, ToolCallPart, ToolResultPart } from "@ainative-code/sdk";
import { answerOf } from "../answer-of.ts";
import { canonical } from "../canonical.ts";
import type { Dialect } from "../dialect.ts";
import { firstMessage, play, type Stage } from "../play.ts";

/** The next request gives the vendor its blocks back unchanged, after the answer has been through a store. */
export async function roundTripFaults(stage: Stage, body: Uint8Array, dialect: Dialect): Promise<readonly string[]> {
  const answered = await play(stage, [body]);
  const answer = answerOf(answered.events);
  if (answered.error !== undefined || answer.stop.reason === "interrupted" || answer.parts.length === 0) return [];
  const { sent } = await play({ ...stage, messages: [firstMessage, ...followed(answer)] }, [body]);
  const expected = dialect.blocks(dialect.payloads(new TextDecoder().decode(body), body)).map(canonical);
  const given = dialect.sentBlocks(sent[0]).map(canonical);
  if (expected.length !== given.length) {
    return [`${expected.length} blocks came, ${given.length} went back: ${given.join(" ").slice(0, 300)}`];
  }
  const at = expected.findIndex((block, index) => block !== given[index]);
  return at === -1 ? [] : [`block ${at} came as ${expected[at]?.slice(0, 400)} and went back as ${given[at]?.slice(0, 400)}`];
}

function followed(answer: AssistantMessage): readonly Message[] {
  const calls = answer.parts.filter((part) => part.type === "tool-call" && part.providerExecuted !== true);
  const results = calls.flatMap((part) => (part.type === "tool-call" ? [resultOf(part)] : []));
  const createdAt = "2026-01-01T00:00:02.000Z";
  return [
    answer,
    ...(results.length === 0 ? [] : [{ id: "message-3", role: "tool" as const, createdAt, parts: results }]),
    { id: "message-4", role: "user", createdAt, parts: [{ type: "text", text: "second question" }] },
  ];
}

function resultOf({ id, name }: ToolCallPart): ToolResultPart {
  return { type: "tool-result", callId: id, name, status: "ok", content: [{ type: "text", text: "done" }] };
}
