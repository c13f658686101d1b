import type { PageText } from "./page-text.ts";

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/**
 * The text of a page without any reader of pages: what is no text is cut out, blocks become lines. Takes time by its
 * length alone.
 */
export function plainText(html: string): PageText {
  const title = /<title[^>]*>([^<]{0,500})/i.exec(html)?.[1]?.trim();
  const text = withoutElements(html, ["script", "style", "noscript", "template", "svg", "head", "title"])
    .replaceAll(/<\/?(?:p|div|br|li|tr|h[1-6]|section|article|table|ul|ol|pre|blockquote)\b[^<>]*>/gi, "\n")
    .replaceAll(/<!--|-->|<[^<>]*>/g, " ")
    .replaceAll(/[^\S\n]+/g, " ")
    .replaceAll(/ ?\n[ \n]*/g, "\n")
    .trim();
  return { ...(title === undefined || title === "" ? {} : { title: decoded(title) }), text: decoded(text) };
}

function withoutElements(html: string, names: readonly string[]): string {
  const ends = new RegExp(`<(/?)(${names.join("|")})\\b[^<>]*>`, "gi");
  let text = "";
  let from = 0;
  let inside: string | undefined;
  for (const { index, 0: tag, 1: slash, 2: name = "" } of html.matchAll(ends)) {
    if (inside === undefined && slash === "") {
      text += html.slice(from, index);
      inside = name.toLowerCase();
    } else if (inside === name.toLowerCase() && slash === "/") {
      inside = undefined;
      from = index + tag.length;
    }
  }
  return inside === undefined ? text + html.slice(from) : text;
}

function decoded(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
