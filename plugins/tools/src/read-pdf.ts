import { basename } from "node:path";
import { AinError, isAinError } from "@ainative-code/sdk";
import type { ToolOutput } from "@ainative-code/sdk";
import { pageRange } from "./page-range.ts";

/** Pages that are read where none are named. */
const defaultPages = 20;
/** Characters of one answer: a little under what the model gets of it. */
const maxChars = 60_000;
/** Bytes. A larger one takes longer to be taken apart than anybody waits. */
const maxBytes = 50 * 1024 * 1024;
/** Bytes. Vendors take files of some ten megabytes; what is larger only fails later. */
const maxFileBytes = 20 * 1024 * 1024;

interface Page {
  readonly number: number;
  readonly text: string;
}

/**
 * The text of a PDF by page. One without any, a scan, is handed on as the file it is, for models that can look at it.
 * Throws `invalid-input` for one that is damaged or wants a password.
 */
export async function readPdf(path: string, bytes: Uint8Array, wanted: string | undefined): Promise<ToolOutput> {
  if (bytes.length > maxBytes) throw unreadable(path, "is too large to be taken apart", "Make it smaller with a shell command first.");
  const { getDocumentProxy } = await import("unpdf");
  // It takes the bytes away from whoever gives them.
  const document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 }).catch((thrown: unknown) => {
    throw whyNot(path, thrown);
  });
  try {
    const count = document.numPages;
    const numbers = pageRange(wanted ?? `1-${Math.min(defaultPages, count)}`, count);
    const pages: Page[] = [];
    let room = maxChars;
    for (const number of numbers) {
      const text = await pageText(await document.getPage(number));
      if (text.length > room && pages.length > 0) break;
      pages.push({ number, text: text.slice(0, maxChars) });
      room -= text.length;
    }
    const isAll = pages.length === numbers.length && wanted !== undefined;
    return told(path, bytes, pages, { count, next: isAll ? undefined : (pages.at(-1)?.number ?? 0) + 1 });
  } catch (thrown) {
    throw whyNot(path, thrown);
  } finally {
    await document.loadingTask.destroy();
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

interface Extent {
  readonly count: number;
  /** The page to go on with, where more was asked for than is shown. */
  readonly next: number | undefined;
}

function told(path: string, bytes: Uint8Array, pages: readonly Page[], { count, next }: Extent): ToolOutput {
  const details = { mediaType: "application/pdf", bytes: bytes.length, pages: count, shown: pages.map(({ number }) => number) };
  const head = `${path}: PDF, ${count} ${count === 1 ? "page" : "pages"}`;
  if (pages.every(({ text }) => text === "")) return scanned(path, bytes, head, details);
  const more = next === undefined || next > count ? [] : [`(up to page ${next - 1} of ${count}; go on with pages "${next}-")`];
  const body = pages.map(({ number, text }) => `--- page ${number} ---\n${text === "" ? "(no text: an image or empty)" : text}`);
  return { content: [head, ...body, ...more].join("\n"), details };
}

function scanned(path: string, bytes: Uint8Array, head: string, details: ToolOutput["details"]): ToolOutput {
  const note = `${head}. There is no text in these pages: it is a scan or holds only images.`;
  if (bytes.length > maxFileBytes) return { content: `${note} It is too large to be looked at; recognise its text with a shell command such as ocrmypdf.`, ...(details === undefined ? {} : { details }) };
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  return {
    content: [
      { type: "text", text: `${note} The file follows as it is.` },
      { type: "file", mediaType: "application/pdf", data, name: basename(path) },
    ],
    ...(details === undefined ? {} : { details }),
  };
}

function whyNot(path: string, thrown: unknown): unknown {
  const name = thrown instanceof Error ? thrown.name : "";
  if (name === "PasswordException") return unreadable(path, "is encrypted and wants a password", "Ask the user for a copy without one, or take it off with a shell command such as qpdf --decrypt.");
  if (isAinError(thrown)) return thrown;
  return unreadable(path, `is a damaged PDF (${thrown instanceof Error ? thrown.message : String(thrown)})`, "Repair it with a shell command such as qpdf, or ask for another copy.");
}

function unreadable(path: string, what: string, action: string): AinError {
  return new AinError("invalid-input", `${path} ${what}.`, { actions: [action] });
}
