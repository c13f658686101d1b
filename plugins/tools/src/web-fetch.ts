import { readFileSync } from "node:fs";
import type { Host, Tool, ToolOutput } from "@ainative-code/sdk";
import { assertAllowedByRobots } from "./web/robots.ts";
import { webAddress } from "./web/address.ts";
import { fetchPage, type FetchedPage } from "./web/fetch-page.ts";
import { pageContent } from "./web/page-content.ts";
import { PageMemory } from "./web/page-memory.ts";
import type { PageText, ShownPage } from "./web/page-text.ts";

interface Input {
  readonly url: string;
  readonly offset?: number;
  readonly pages?: string;
}

/** Characters of one answer. */
const maxChars = 30_000;

/** What each host has read, to go on with. */
const memories = new WeakMap<Host, PageMemory>();

export default {
  name: "web_fetch",
  description: readFileSync(new URL("./web-fetch.md", import.meta.url), "utf8"),
  risk: "network",
  input: {
    type: "object",
    properties: {
      url: { type: "string", minLength: 1, maxLength: 4000, description: "The address of the page." },
      offset: { type: "integer", minimum: 0, description: "The character to go on with." },
      pages: { type: "string", description: "Pages of a PDF." },
    },
    required: ["url"],
    additionalProperties: false,
  },
  access: ({ url }) => [{ kind: "network", host: hostOfUrl(url) }],
  async run({ url: address, offset = 0, pages }, context, host) {
    const { signal } = context;
    const url = webAddress(address);
    const memory = memories.get(host) ?? new PageMemory();
    memories.set(host, memory);
    const remembered = offset > 0 ? memory.get(url.href) : undefined;
    if (remembered !== undefined) return shown(remembered, offset);
    const respectsRobots = host.config["respectRobots"] !== false;
    const page = await fetchPage(url, {
      host,
      signal,
      progress: (text) => context.progress(text),
      allowed: async (hop) => (respectsRobots ? assertAllowedByRobots(hop, host, signal) : undefined),
    });
    if ("movedTo" in page) return moved(page.movedTo, url);
    const content = await pageContent(page, pages, signal);
    if (!("text" in content)) return content;
    if (page.status >= 400) return refused(page, content);
    const kept = { ...content, url: page.url.href, mediaType: page.mediaType };
    memory.put(url.href, kept);
    return shown(kept, offset);
  },
} satisfies Tool<Input>;

/** As rules name it: without the port where it is the usual one. */
function hostOfUrl(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/\.(?=:|$)/, "") : url;
}

function shown({ title, text, url, mediaType }: ShownPage, offset: number): ToolOutput {
  const end = Math.min(text.length, safeCut(text, offset + maxChars));
  const part = text.slice(safeCut(text, offset), end);
  const head = [...(title === undefined ? [] : [`Title: ${title}`]), `URL: ${url}`];
  const more = end < text.length ? [`(characters ${offset} to ${end} of ${text.length}; go on with offset ${end})`] : [];
  const empty =
    text.length === 0
      ? "(the page has no text; perhaps a program in it makes it)"
      : `(there is nothing at offset ${offset}; the text has ${text.length} characters)`;
  return {
    content: [...head, "", part === "" ? empty : part, ...more].join("\n"),
    details: { url, mediaType, ...(title === undefined ? {} : { title }), characters: text.length, from: offset, to: end },
  };
}

/** Never between the two halves of a surrogate pair. */
function safeCut(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}

function moved(target: URL, from: URL): ToolOutput {
  return {
    content: `${from.href} leads to another host: ${target.href}\nIt was not followed. To read it, call web_fetch with that address.`,
    details: { url: from.href, movedTo: target.href },
  };
}

function refused({ status, url, mediaType }: FetchedPage, { text }: PageText): ToolOutput {
  const said = text.trim().slice(0, 2000);
  return {
    content: `${url.href} answered with status ${status}.${said === "" ? "" : `\n\n${said}`}`,
    isError: true,
    details: { url: url.href, status, mediaType },
  };
}
