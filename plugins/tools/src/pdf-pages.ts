import { toAinError } from "@ainative-code/sdk";
import type { ErrorCode } from "@ainative-code/sdk";
import { pageRange } from "./page-range.ts";

/** Pages that are read where none are named. */
const defaultPages = 20;
/** Characters of one answer: a little under what the model gets of it. */
const maxChars = 60_000;

export interface PdfPage {
  readonly number: number;
  readonly text: string;
}

/** Crosses to another thread, which knows no classes of errors. */
export type PdfPages =
  | {
      /** Of all pages. */
      readonly count: number;
      readonly pages: readonly PdfPage[];
      /** The page to go on with, where more was asked for than is shown. */
      readonly next: number | undefined;
    }
  | { readonly problem: "password" }
  | { readonly problem: "damaged"; readonly reason: string }
  | { readonly problem: "asked"; readonly code: ErrorCode; readonly message: string; readonly actions: readonly string[] };

/** The text of the pages that `wanted` names, as far as it fits one answer. Takes the bytes away from whoever gives them. */
export async function pdfPages(bytes: Uint8Array, wanted: string | undefined): Promise<PdfPages> {
  const { getDocumentProxy } = await import("unpdf");
  try {
    const document = await getDocumentProxy(bytes, { verbosity: 0 });
    const count = document.numPages;
    const numbers = asked(wanted ?? `1-${Math.min(defaultPages, count)}`, count);
    if ("problem" in numbers) return numbers;
    const pages: PdfPage[] = [];
    let room = maxChars;
    for (const number of numbers) {
      const text = await pageText(await document.getPage(number));
      if (text.length > room && pages.length > 0) break;
      pages.push({ number, text: text.slice(0, maxChars) });
      room -= text.length;
    }
    const isAll = pages.length === numbers.length && wanted !== undefined;
    return { count, pages, next: isAll ? undefined : (pages.at(-1)?.number ?? 0) + 1 };
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === "PasswordException") return { problem: "password" };
    return { problem: "damaged", reason: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

function asked(wanted: string, count: number): readonly number[] | Extract<PdfPages, { problem: "asked" }> {
  try {
    return pageRange(wanted, count);
  } catch (thrown) {
    const { code, message, actions } = toAinError(thrown);
    return { problem: "asked", code, message, actions };
  }
}

interface TextPage {
  getTextContent(): Promise<{ readonly items: readonly object[] }>;
}

async function pageText(page: TextPage): Promise<string> {
  const { items } = await page.getTextContent();
  const pieces = items.map((item) => {
    if (!("str" in item) || typeof item.str !== "string") return "";
    return item.str + ("hasEOL" in item && item.hasEOL === true ? "\n" : "");
  });
  return pieces.join("").trim();
}
