import type { ToolCallPart, UserAnswer, UserQuestion } from "@ainative-code/sdk";
import { isRecord } from "../../config/is-record.ts";
import type { AskAnswer } from "../../permissions/ask.ts";
import type { AskClient } from "./serving.ts";

const answers = ["No", "Yes, this once", "Yes, and do not ask again for this until I disconnect"] as const;

/** Characters of a call's input that are shown. */
const maxShown = 4000;

/** Asks the person at the client whether a call may run. Whatever is no clear yes is a no. */
export async function askForCall({ name, input }: ToolCallPart, ask: AskClient, signal: AbortSignal): Promise<AskAnswer> {
  const shown = Object.entries(input).map(
    ([key, value]) => `${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  const text = shown.join("\n");
  // What is not seen is not agreed to.
  if (text.length > maxShown) return { answer: "nobody" };
  const schema = {
    type: "object",
    properties: { answer: { type: "string", title: "May it run?", enum: answers } },
    required: ["answer"],
  };
  const { action, content = {} } = await ask({ message: `${name} wants to run with:\n${text}`, schema }, signal);
  if (action !== "accept") return { answer: "deny" };
  if (content["answer"] === answers[1]) return { answer: "once" };
  return { answer: content["answer"] === answers[2] ? "session" : "deny" };
}

/** Puts a question of a tool before the person at the client. */
export async function askClientUser(
  { question, options, multiple = false }: UserQuestion,
  ask: AskClient,
  signal: AbortSignal,
): Promise<UserAnswer> {
  const described = options.map(({ label, description }) => (description === undefined ? label : `${label}: ${description}`));
  const labels = options.map(({ label }) => label);
  const choice = multiple ? { type: "array", items: { type: "string", enum: labels } } : { type: "string", enum: labels };
  const properties = {
    ...(labels.length === 0 ? {} : { answer: { ...choice, title: "Answer" } }),
    words: { type: "string", title: "In your own words" },
  };
  const { action, content } = await ask(
    { message: [question, ...described].join("\n"), schema: { type: "object", properties } },
    signal,
  );
  if (action !== "accept" || !isRecord(content)) return { kind: "dismissed" };
  const { answer, words } = { answer: content["answer"], words: content["words"] };
  if (typeof words === "string" && words.trim() !== "") return { kind: "text", text: words };
  const chosen = (Array.isArray(answer) ? answer : [answer])
    .filter((one) => typeof one === "string" && labels.includes(one))
    .map(String);
  return chosen.length === 0 ? { kind: "dismissed" } : { kind: "chosen", labels: chosen };
}
