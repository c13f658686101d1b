import { printable } from "../app/printable.ts";
import type { ContextReport } from "../core/context/context-report.ts";
import { byWords } from "./line/by-words.ts";
import { bar } from "./usage/bar.ts";

export interface ContextPictureOptions {
  /** How bars are drawn; `none` where a program reads them out. */
  readonly bars: "blocks" | "ascii" | "none";
  /** Cells of a row of the screen. */
  readonly columns: number;
}

const longestBar = 24;
/** Cells of a bar that says less than its number. */
const shortestBar = 6;
const longestName = 56;
/** Cells between the columns, and for the figures of a million tokens. */
const figures = 13;

/** What fills the window: each part with its tokens and a bar, then what is free and what the cache did. */
export function contextPicture(report: ContextReport, { bars, columns }: ContextPictureOptions): readonly string[] {
  const { groups, total, room } = report;
  const sums = groups.map(({ name, shares }) => ({ name, shares, tokens: shares.reduce((sum, { tokens }) => sum + tokens, 0) }));
  const whole = room ?? Math.max(total, sums.reduce((sum, { tokens }) => sum + tokens, 0));
  const longest = Math.min(longestName, Math.max(12, columns - figures));
  const rows = sums.flatMap(({ name, tokens, shares }) => [
    { name, tokens, isPart: false },
    ...shares.map((share) => ({ name: `  ${shortened(printable(share.name), longest)}`, tokens: share.tokens, isPart: true })),
  ]);
  const free = room === undefined ? [] : [{ name: "free", tokens: Math.max(0, room - total), isPart: true }];
  const all = [...rows, ...free];
  const width = Math.max(...all.map(({ name }) => name.length));
  const digits = Math.max(...all.map(({ tokens }) => counted(tokens).length));
  const cells = Math.min(longestBar, columns - 1 - width - digits - 4);
  const drawn = (tokens: number): string =>
    bars === "none" || whole === 0 || cells < shortestBar ? "" : bar(tokens / whole, cells, bars === "blocks");
  const lines = all.map(({ name, tokens, isPart }) =>
    `${name.padEnd(width)}  ${counted(tokens).padStart(digits)}  ${isPart ? "" : drawn(tokens)}`.trimEnd(),
  );
  return [...byWords(headline(report), columns), "", ...lines, ...cacheLines(report).flatMap((line) => byWords(line, columns))];
}

function headline({ model, total, room, basis }: ContextReport): string {
  const of = room === undefined ? "tokens" : `of ${counted(room)} tokens (${Math.round((total / room) * 100)} %)`;
  const known = {
    counted: "counted by the vendor",
    reported: "the last request as its vendor counted it, and an estimate of what came since",
    estimated: "estimated by its length",
  }[basis];
  const unknown = room === undefined ? " How many the model can read is not known." : "";
  return `${printable(model)}: ${basis === "counted" ? "" : "about "}${counted(total)} ${of}, ${known}.${unknown} The parts are estimated.`;
}

function cacheLines({ usage, loss }: ContextReport): readonly string[] {
  if (usage === undefined) return [];
  const { total, cacheRead } = usage.input;
  const lost = loss === undefined ? [] : [`The prompt cache was lost at ${counted(loss.tokens)} tokens. ${printable(loss.why)}.`];
  return ["", `Of the last request's ${counted(total)} tokens ${counted(cacheRead)} came from the prompt cache.`, ...lost];
}

function shortened(name: string, longest: number): string {
  return name.length <= longest ? name : `…${name.slice(1 - longest)}`;
}

function counted(tokens: number): string {
  return tokens.toLocaleString("en-US");
}
