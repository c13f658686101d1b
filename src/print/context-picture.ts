import { printable } from "../app/printable.ts";
import type { ContextReport } from "../core/context/context-report.ts";
import { bar } from "./usage/bar.ts";

export interface ContextPictureOptions {
  /** How bars are drawn; `none` where a program reads them out. */
  readonly bars: "blocks" | "ascii" | "none";
}

const barCells = 24;
const longestName = 56;

/** What fills the window: each part with its tokens and a bar, then what is free and what the cache did. */
export function contextPicture(report: ContextReport, { bars }: ContextPictureOptions): readonly string[] {
  const { groups, total, room } = report;
  const sums = groups.map(({ name, shares }) => ({ name, shares, tokens: shares.reduce((sum, { tokens }) => sum + tokens, 0) }));
  const whole = room ?? Math.max(total, sums.reduce((sum, { tokens }) => sum + tokens, 0));
  const drawn = (tokens: number): string => (bars === "none" || whole === 0 ? "" : bar(tokens / whole, barCells, bars === "blocks"));
  const rows = sums.flatMap(({ name, tokens, shares }) => [
    { name, tokens, bar: drawn(tokens) },
    ...shares.map((share) => ({ name: `  ${shortened(printable(share.name))}`, tokens: share.tokens, bar: "" })),
  ]);
  const free = room === undefined ? [] : [{ name: "free", tokens: Math.max(0, room - total), bar: "" }];
  const all = [...rows, ...free];
  const width = Math.max(...all.map(({ name }) => name.length));
  const digits = Math.max(...all.map(({ tokens }) => counted(tokens).length));
  const lines = all.map((row) => `${row.name.padEnd(width)}  ${counted(row.tokens).padStart(digits)}  ${row.bar}`.trimEnd());
  return [headline(report), "", ...lines, ...cacheLines(report)];
}

function headline({ model, total, room, basis }: ContextReport): string {
  const of = room === undefined ? "tokens; how many it reads is not known" : `of ${counted(room)} tokens (${Math.round((total / room) * 100)} %)`;
  const known = {
    counted: "counted by the vendor",
    reported: "as reported for the last request, with an estimate of what came since",
    estimated: "estimated by its length",
  }[basis];
  return `${printable(model)}: ${basis === "counted" ? "" : "about "}${counted(total)} ${of}, ${known}. The parts are estimated.`;
}

function cacheLines({ usage, loss }: ContextReport): readonly string[] {
  if (usage === undefined) return [];
  const { total, cacheRead } = usage.input;
  const lost = loss === undefined ? [] : [`The prompt cache was lost at ${counted(loss.tokens)} tokens. ${printable(loss.why)}.`];
  return ["", `Of the last request's ${counted(total)} tokens ${counted(cacheRead)} came from the prompt cache.`, ...lost];
}

function shortened(name: string): string {
  return name.length <= longestName ? name : `…${name.slice(1 - longestName)}`;
}

function counted(tokens: number): string {
  return tokens.toLocaleString("en-US");
}
