import type { Message } from "@ainative-code/sdk";
import { expect } from "chai";
import { DatabaseSync } from "node:sqlite";
import { summaryHead } from "../../src/core/agent/compaction-text.ts";
import { linesOf } from "../e2e/bad-days/failures.ts";
import { savedMessages } from "../e2e/bad-days/sessions.ts";
import { database, type TaskScene } from "./task-scene.ts";

/** The names of the tools that were called, in their order, each with how it ended: `edit ok`. */
export function callsOf(messages: readonly Message[]): readonly string[] {
  return messages.flatMap(({ parts }) => parts.flatMap((part) => (part.type === "tool-result" ? [`${part.name} ${part.status}`] : [])));
}

/**
 * The last session holds every message that these runs told, each once and in order, besides summaries none else, every
 * call in it has a result, and there is a row about every execution.
 */
export async function expectSaved(s: TaskScene, ...outputs: readonly string[]): Promise<readonly Message[]> {
  const told = outputs.flatMap(linesOf).filter(({ type, ...line }) => /^(user|assistant|tool)$/.test(type) && (line["parent_tool_use_id"] ?? null) === null);
  const saved = await savedMessages(s);
  expect(saved.filter((message) => !isSummary(message))).to.deep.equal(told.map((line) => line["message"]));
  const called = saved.flatMap(({ parts }) => parts.flatMap((part) => (part.type === "tool-call" ? [part.id] : [])));
  const answered = saved.flatMap(({ parts }) => parts.flatMap((part) => (part.type === "tool-result" ? [part.callId] : [])));
  expect(answered).to.deep.equal(called);
  expect(executions(s, saved[0]?.id)).to.equal(called.length);
  return saved;
}

export function isSummary({ parts: [first] }: Message): boolean {
  return first?.type === "text" && first.text.startsWith(summaryHead);
}

/** Of the session that has this message. */
function executions(s: TaskScene, message = ""): unknown {
  const rows = new DatabaseSync(database(s), { readOnly: true });
  const query = "SELECT count(*) AS count FROM tool_executions WHERE session_id = (SELECT session_id FROM messages WHERE body ->> 'id' = ?)";
  try {
    return rows.prepare(query).get(message)?.["count"];
  } finally {
    rows.close();
  }
}
