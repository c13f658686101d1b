import type { Part } from "./content.ts";
import type { ProviderRequest } from "./provider-request.ts";
import { placeFinder, type TapePlaces } from "./tape-places.ts";

/** Puts names in the place of what differs from run to run: see `canonicalRequest`. */
export type Namer = (text: string) => string;

export function requestNamer(request: ProviderRequest, places: TapePlaces): Namer {
  const find = placeFinder(places);
  const tmp = numbered("tmp");
  const ids = idNamer(request);
  return (text) => {
    if (ids.exact.has(text)) return ids.exact.get(text) ?? text;
    let result = "";
    let end = 0;
    for (const match of find(text)) {
      const named = match.name === "tmp" && match.child !== undefined ? tmp(match.child) : `<${match.name}>`;
      result += text.slice(end, match.start) + named;
      end = match.end;
    }
    return ids.inText(result + text.slice(end)).replace(isoTime, "<time>").replace(isoDate, "<date>");
  };
}

const isoTime = /(?<![\d-])\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d(?::[0-6]\d(?:[.,]\d{1,9})?)?(?:Z|[+-][0-2]\d:?[0-5]\d)?(?!\d)/g;
const isoDate = /(?<![\d-])\d{4}-[01]\d-[0-3]\d(?![\d-])/g;

/** Shorter ones are replaced as a whole string only. */
const minIdInText = 12;

function idNamer(request: ProviderRequest): { readonly exact: ReadonlyMap<string, string>; readonly inText: Namer } {
  const number = numbered("id");
  const exact = new Map(idsOf(request).map((id) => [id, number(id)]));
  if (request.cacheKey !== undefined) exact.set(request.cacheKey, "<session>");
  const long = [...exact.keys()].filter((id) => id.length >= minIdInText && /^[\w.:-]+$/.test(id));
  if (long.length === 0) return { exact, inText: (text) => text };
  const pattern = new RegExp(`(?<![\\w-])(?:${long.map((id) => id.replaceAll(".", "\\.")).join("|")})(?![\\w-])`, "g");
  return { exact, inText: (text) => text.replace(pattern, (id) => exact.get(id) ?? id) };
}

function idsOf(request: ProviderRequest): readonly string[] {
  return request.messages.flatMap((message) => [message.id, ...message.parts.flatMap(callIds)]);
}

function callIds(part: Part): readonly string[] {
  if (part.type === "tool-call") return [part.id];
  return part.type === "tool-result" ? [part.callId] : [];
}

function numbered(kind: string): (value: string) => string {
  const numbers = new Map<string, number>();
  return (value) => {
    const number = numbers.get(value) ?? numbers.size + 1;
    numbers.set(value, number);
    return `<${kind}:${number}>`;
  };
}
