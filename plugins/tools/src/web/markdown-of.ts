import { Readability } from "@mozilla/readability";
import TurndownService from "turndown";
import { pageDocument, type PageElement } from "./page-document.ts";
import type { PageText } from "./page-text.ts";

/** What a page shows nobody, or is no text. */
const noText = "script, style, noscript, template, svg, canvas, iframe, object, embed, dialog, [hidden], [aria-hidden=true]";
/** Besides, where no main part was found. */
const noContent = "nav, footer, form, button, input, select";

/** A page's title and its main part; all of it where none is found. Links are absolute. */
export function markdownOf(html: string, url: string): PageText {
  const document = pageDocument(html);
  for (const element of document.querySelectorAll(noText)) element.remove();
  const base = baseOf(document.querySelector("base")?.getAttribute("href"), url);
  for (const [name, attribute] of [["a", "href"], ["img", "src"]] as const) {
    for (const element of document.querySelectorAll(`${name}[${attribute}]`)) {
      const absolute = absoluteOf(element.getAttribute(attribute) ?? "", base);
      if (absolute === undefined) element.removeAttribute(attribute);
      else element.setAttribute(attribute, absolute);
    }
  }
  const whole = document.body.cloneNode(true);
  const title = document.title.trim();
  const article = new Readability(document, { keepClasses: true }).parse();
  const content = article?.content ?? "";
  const text = content === "" ? "" : toMarkdown(pageDocument(`<html><body>${content}</body></html>`).body);
  const named = title || article?.title || "";
  return { ...(named === "" ? {} : { title: named.replaceAll(/\s+/g, " ") }), text: text === "" ? allOf(whole) : text };
}

function allOf(body: PageElement): string {
  const document = pageDocument("<html><body></body></html>");
  document.body.append(body);
  for (const element of document.querySelectorAll(noContent)) element.remove();
  return toMarkdown(document.body);
}

function toMarkdown(body: PageElement): string {
  const service = new TurndownService({ headingStyle: "atx", codeBlockStyle: "fenced", bulletListMarker: "-" });
  service.addRule("images", { filter: "img", replacement: (_content: string, node: unknown) => altText(node) });
  return service.turndown(body).replaceAll(/\n{3,}/g, "\n\n").trim();
}

/** Addresses of images are of no use here. */
function altText(image: unknown): string {
  const text = isElement(image) ? (image.getAttribute("alt") ?? "").trim() : "";
  return text === "" ? "" : `[image: ${text}]`;
}

function isElement(node: unknown): node is PageElement {
  return typeof node === "object" && node !== null && "getAttribute" in node;
}

function baseOf(href: string | null | undefined, url: string): string {
  return typeof href === "string" && URL.canParse(href, url) ? new URL(href, url).href : url;
}

/** Links that lead nowhere outside the page, or run something, are none. */
function absoluteOf(link: string, base: string): string | undefined {
  if (link.startsWith("#") || !URL.canParse(link, base)) return undefined;
  const { protocol, href } = new URL(link, base);
  return /^(?:https?|mailto):$/.test(protocol) ? href : undefined;
}
