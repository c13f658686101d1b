import type { Part } from "./content.ts";
import type { ProviderRequest } from "./provider-request.ts";
import { requestNamer, type Namer } from "./request-names.ts";
import type { JsonValue } from "./tape.ts";
import type { TapePlaces } from "./tape-places.ts";

/**
 * What a request asks, as JSON that is the same in every run of the same conversation: members sorted; what differs from
 * run to run replaced by a name, in every string at any depth:
 *
 * - a path of a place: `<cwd>`; below the folder for temporary files, the first name too: `<tmp:1>`;
 * - ids of tool calls, numbered as they first appear: `<id:1>`; those of messages too, and all of them inside longer
 *   texts where they are long enough (12 characters) not to be a word; the session's id: `<session>`;
 * - ISO dates and times: `<date>`, `<time>`; in `system`, the value of a line that tells the platform: `<platform>`.
 *
 * Left out is what does not come from the conversation: the model and how it is asked to answer (temperature, effort,
 * limits, options), an answer's book-keeping (origin, usage, cost, times, citations) and `native`, which only one vendor
 * can read. All other text stays, byte for byte.
 */
export function canonicalRequest(request: ProviderRequest, places: TapePlaces): JsonValue {
  const asked = {
    messages: request.messages.map(({ role, parts }) => ({ role, parts: parts.map(said) })),
    output: request.output,
    system: request.system.map(withoutPlatform),
    toolChoice: request.toolChoice,
    tools: request.tools,
  };
  return sorted(asked, requestNamer(request, places));
}

/** How many answers a canonical request has already seen. */
export function turnOf(request: JsonValue): number {
  if (!isRecord(request)) return 0;
  const messages = request["messages"];
  return Array.isArray(messages) ? messages.filter((message) => isRecord(message) && message["role"] === "assistant").length : 0;
}

/** `inputText` says again what `input` says, unless it could not be parsed. */
function said(part: Part): object {
  const bare = { ...part, native: undefined };
  if (part.type === "tool-call" && part.inputError === undefined) return { ...bare, inputText: undefined };
  return part.type === "text" ? { ...bare, citations: undefined } : bare;
}

const platformLine = /^([ \t]*(?:[-*] )?(?:platform|operating system|os(?: version)?|shell|node(?:\.js)?)[ \t]*:[ \t]*)\S.*$/gim;

function withoutPlatform(block: string): string {
  return block.replace(platformLine, "$1<platform>");
}

function sorted(value: unknown, name: Namer): JsonValue {
  if (typeof value === "string") return name(value);
  if (Array.isArray(value)) return value.map((item) => sorted(item, name));
  if (isRecord(value)) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(members.toSorted(byKey).map(([key, member]) => [name(key), sorted(member, name)]));
  }
  return typeof value === "number" || typeof value === "boolean" ? value : null;
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
