import { DOMParser } from "linkedom";

/** What is used of an element; the package's own types speak of a browser's, which are not known here. */
export interface PageElement {
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  remove(): void;
  append(child: PageElement): void;
  cloneNode(deep: boolean): PageElement;
}

export interface PageDocument {
  readonly title: string;
  readonly body: PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

/** Text without a document around it is the body of one. */
export function pageDocument(html: string): PageDocument {
  const page = /<(?:html|body)\b/i.test(html) ? html : `<html><body>${html}</body></html>`;
  return new DOMParser().parseFromString(page, "text/html");
}
