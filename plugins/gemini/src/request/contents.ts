import type { Message, Part, ProviderRequest } from "@ainative-code/sdk";
import { filled, handOff } from "@ainative-code/provider-kit";
import type { WireContent, WirePart } from "../wire.ts";
import { mediaPartOf } from "./media.ts";
import { modelPartsOf } from "./model-parts.ts";
import { resultPartsOf } from "./results.ts";
import type { Rules } from "./rules.ts";

/** The name of this wire format in an answer's origin. */
export const generateContentApi = "generate-content";

export interface Conversation {
  readonly contents: readonly WireContent[];
  /** Instructions from inside the conversation, which this API takes only in front of it. */
  readonly instructions: readonly string[];
}

/** The conversation as the vendor takes it, beginning with the user. */
export function conversationOf(request: ProviderRequest, provider: string, rules: Rules): Conversation {
  const target = { provider, api: generateContentApi, model: request.model };
  const history = handOff(request.messages, target);
  const ids = vendorIds(history);
  const turns = history.flatMap((message): readonly Turn[] => {
    const turn = turnOf(message, rules, (callId) => ids.get(callId));
    return turn === undefined || turn.parts.length === 0 ? [] : [turn];
  });
  const instructions = history.filter(({ role }) => role === "system").flatMap(({ parts }) => textsOf(parts));
  return { contents: begunByUser(joined(turns)), instructions };
}

interface Turn extends WireContent {
  /** The results of a step stand alone, right behind its calls. */
  readonly results: boolean;
}

function turnOf(message: Message, rules: Rules, idOf: (callId: string) => string | undefined): Turn | undefined {
  switch (message.role) {
    case "system":
      return undefined;
    case "user":
      return { role: "user", parts: userPartsOf(message.parts), results: false };
    case "assistant":
      return { role: "model", parts: modelPartsOf(message.parts, rules), results: false };
    case "tool":
      return { role: "user", parts: resultPartsOf(message, { mediaInResults: rules.mediaInResults, idOf }), results: true };
  }
}

/** An empty text is refused. */
function userPartsOf(parts: readonly Part[]): readonly WirePart[] {
  return parts.flatMap((part): readonly WirePart[] => {
    if (part.type === "text") return part.text === "" ? [] : [{ text: part.text }];
    return part.type === "image" || part.type === "file" ? [mediaPartOf(part)] : [];
  });
}

/** The ids the vendor itself gave to calls, by ours. */
function vendorIds(history: readonly Message[]): ReadonlyMap<string, string> {
  const calls = history.flatMap(({ parts }) => parts.filter((part) => part.type === "tool-call"));
  return new Map(
    calls.flatMap((call) => {
      const id = filled(call.native?.["id"]);
      return id === undefined ? [] : [[call.id, id] as const];
    }),
  );
}

function textsOf(parts: readonly Part[]): readonly string[] {
  return parts.flatMap((part) => (part.type === "text" && part.text.trim() !== "" ? [part.text] : []));
}

/** Joins neighbours of one role. */
function joined(turns: readonly Turn[]): readonly WireContent[] {
  const contents: WireContent[] = [];
  let before: Turn | undefined;
  for (const turn of turns) {
    const { role, parts, results } = turn;
    const last = contents.at(-1);
    if (last?.role === role && !results && before?.results === false) {
      contents[contents.length - 1] = { role, parts: [...last.parts, ...parts] };
    } else contents.push({ role, parts });
    before = turn;
  }
  return contents;
}

function begunByUser(contents: readonly WireContent[]): readonly WireContent[] {
  if (contents[0]?.role !== "model") return contents;
  return [{ role: "user", parts: [{ text: "(The beginning of the conversation is left out.)" }] }, ...contents];
}
