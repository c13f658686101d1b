import { AinError, type Host } from "@ainative-code/sdk";
import { fetchPage } from "./fetch-page.ts";
import { decodeText } from "./decode-text.ts";

/** The name sites know us by; the header `User-Agent` begins with it. */
const robotName = "ainative-code";
/** Milliseconds a robots.txt is believed; RFC 9309 allows a day. */
const keptMs = 600_000;
const maxSites = 100;
/** Milliseconds. */
const limitMs = 10_000;
/** Characters: what RFC 9309 wants to be read at least. */
const maxChars = 512_000;

/** `closed`: the server is unwell, and RFC 9309 takes that for a no. */
type Rules = "none" | "closed" | { readonly text: string };

interface Known {
  readonly rules: Rules;
  readonly until: number;
}

const known = new WeakMap<Host, Map<string, Known>>();

/** Throws `forbidden` where the site's robots.txt does not want the page to be read by a program. */
export async function assertAllowedByRobots(url: URL, host: Host, signal: AbortSignal): Promise<void> {
  const rules = await rulesOf(url.origin, host, signal);
  if (rules === "none") return;
  if (rules === "closed") {
    throw forbidden(`${url.host} can't tell at present what programs may read there (its robots.txt answers with an error)`);
  }
  const { default: robots } = await import("robots-parser");
  if (isParser(robots) && robots(`${url.origin}/robots.txt`, rules.text).isAllowed(url.href, robotName) === false) {
    throw forbidden(`${url.host} does not want ${url.pathname} to be read by programs (robots.txt)`);
  }
}

async function rulesOf(origin: string, host: Host, signal: AbortSignal): Promise<Rules> {
  const sites = known.get(host) ?? new Map<string, Known>();
  known.set(host, sites);
  const before = sites.get(origin);
  if (before !== undefined && before.until > Date.now()) return before.rules;
  const rules = await askedRules(origin, host, signal);
  sites.delete(origin);
  if (sites.size >= maxSites) sites.delete([...sites.keys()][0] ?? "");
  sites.set(origin, { rules, until: Date.now() + keptMs });
  return rules;
}

/** A site that leads elsewhere for its rules has none of its own here: the other host was not permitted. */
async function askedRules(origin: string, host: Host, signal: AbortSignal): Promise<Rules> {
  const answer = await fetchPage(new URL("/robots.txt", origin), { host, signal, limitMs });
  if ("movedTo" in answer) return "none";
  if (answer.status >= 500 || answer.status === 429) return "closed";
  return answer.status >= 400 ? "none" : { text: decodeText(answer.bytes, answer.charset).slice(0, maxChars) };
}

type Parser = (url: string, text: string) => { isAllowed(url: string, robot: string): boolean | undefined };

/** The package says of itself that what it gives stands one level deeper. */
function isParser(value: unknown): value is Parser {
  return typeof value === "function";
}

function forbidden(what: string): AinError {
  return new AinError("forbidden", `${what}.`, {
    actions: [
      "Look for the same elsewhere, or ask the user to open it.",
      "The user may turn this off: ainative-code config set plugins.tools.respectRobots false",
    ],
  });
}
