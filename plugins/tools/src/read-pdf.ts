import { basename } from "node:path";
import { AinError } from "@ainative-code/sdk";
import type { ToolOutput } from "@ainative-code/sdk";
import { inWorker } from "./in-worker.ts";
import type { WorkerEnd } from "./in-worker.ts";
import type { PdfPages } from "./pdf-pages.ts";

/** Milliseconds. 100 dense pages take one second. */
const limitMs = 20_000;
/** Bytes. A larger one takes longer to be taken apart than anybody waits. */
const maxBytes = 50 * 1024 * 1024;
/** Bytes. Vendors take files of some ten megabytes; what is larger only fails later. */
const maxFileBytes = 20 * 1024 * 1024;

export interface PdfWish {
  /** As `1-3,7`. */
  readonly pages: string | undefined;
  readonly signal: AbortSignal;
  readonly limit?: number;
}

/**
 * The text of a PDF by page, made beside the main thread: a small file can hold days of work, or more than the machine can
 * hold. One without any text, a scan, is handed on as the file it is, for models that can look at it. Throws
 * `invalid-input` for one that is damaged, wants a password, or asks for too much.
 */
export async function readPdf(path: string, bytes: Uint8Array, { pages, signal, limit = limitMs }: PdfWish): Promise<ToolOutput> {
  if (bytes.length > maxBytes) {
    throw unreadable(path, "is too large to be taken apart", "Make it smaller with a shell command first.");
  }
  const copy = Uint8Array.from(bytes);
  const end = await inWorker("pdf-worker", { bytes: copy, wanted: pages }, { limit, signal }, [copy.buffer]);
  signal.throwIfAborted();
  if ("without" in end) {
    throw unreadable(
      path,
      whyNone(end, limit),
      "Ask for fewer pages, or take them apart with a shell command such as pdftotext or qpdf.",
    );
  }
  const made = end.answer as PdfPages;
  if ("problem" in made) throw problemOf(path, made);
  return told(path, bytes, made);
}

function whyNone({ without }: Extract<WorkerEnd, { without: string }>, limit: number): string {
  if (without === "time") return `took more than ${(limit / 1000).toLocaleString("en-US")} s to be taken apart`;
  return without === "memory" ? "takes more memory than is given to one PDF" : "could not be taken apart";
}

function told(path: string, bytes: Uint8Array, { count, pages, next }: Extract<PdfPages, { count: number }>): ToolOutput {
  const details = { mediaType: "application/pdf", bytes: bytes.length, pages: count, shown: pages.map(({ number }) => number) };
  const head = `${path}: PDF, ${count} ${count === 1 ? "page" : "pages"}`;
  if (pages.every(({ text }) => text === "")) return scanned(path, bytes, head, details);
  const more = next === undefined || next > count ? [] : [`(up to page ${next - 1} of ${count}; go on with pages "${next}-")`];
  const body = pages.map(({ number, text }) => `--- page ${number} ---\n${text === "" ? "(no text: an image or empty)" : text}`);
  return { content: [head, ...body, ...more].join("\n"), details };
}

function scanned(path: string, bytes: Uint8Array, head: string, details: NonNullable<ToolOutput["details"]>): ToolOutput {
  const note = `${head}. There is no text in these pages: it is a scan or holds only images.`;
  if (bytes.length > maxFileBytes) {
    return {
      content: `${note} It is too large to be looked at; recognise its text with a shell command such as ocrmypdf.`,
      details,
    };
  }
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  return {
    content: [
      { type: "text", text: `${note} The file follows as it is.` },
      { type: "file", mediaType: "application/pdf", data, name: basename(path) },
    ],
    details,
  };
}

function problemOf(path: string, problem: Extract<PdfPages, { problem: string }>): AinError {
  switch (problem.problem) {
    case "asked":
      return new AinError(problem.code, problem.message, { actions: problem.actions });
    case "password":
      return unreadable(
        path,
        "is encrypted and wants a password",
        "Ask the user for a copy without one, or take it off with a shell command such as qpdf --decrypt.",
      );
    case "damaged":
      return unreadable(
        path,
        `is a damaged PDF (${problem.reason})`,
        "Repair it with a shell command such as qpdf, or ask for another copy.",
      );
  }
}

function unreadable(path: string, what: string, action: string): AinError {
  return new AinError("invalid-input", `${path} ${what}.`, { actions: [action] });
}
