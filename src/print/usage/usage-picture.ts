import { usdText } from "../../app/money.ts";
import { printable } from "../../app/printable.ts";
import type { UsageFigures, UsageLine, UsageReport } from "../../app/usage-report.ts";
import { cellsOf, charactersOf } from "../line/input/cells.ts";
import { bar } from "./bar.ts";

export interface PictureOptions {
  /** Cells of a line. */
  readonly columns: number;
  /** How bars are drawn; `none` where a program reads them out. */
  readonly bars: "blocks" | "ascii" | "none";
}

/** A bar shorter than this says nothing. */
const shortestBar = 6;
const longestBar = 40;
const longestLabel = 44;

/** A line with a bar for each group, as wide as the terminal, and what it comes to. */
export function usagePicture({ groups, total, by }: UsageReport, options: PictureOptions): string {
  const rows = groups.map((group) => ({ label: labelOf(group, by), figures: group, money: money(group), rest: rest(group) }));
  const widest = (of: (row: (typeof rows)[number]) => string): number => Math.max(0, ...rows.map((row) => cellsOf(of(row))));
  const [moneyCells, restCells] = [widest(({ money: text }) => text), widest(({ rest: text }) => text)];
  // Three gaps of two blanks each.
  const room = options.columns - moneyCells - restCells - 6;
  const labelCells = Math.max(8, Math.min(widest(({ label }) => label), longestLabel, room - shortestBar));
  const barCells = options.bars === "none" ? 0 : Math.min(longestBar, room - labelCells);
  const most = Math.max(...groups.map(weightOf(total)), 0);
  const lines = rows.map(({ label, figures, money: amount, rest: more }) => {
    const drawn =
      barCells < shortestBar ? [] : [pad(bar(shareOf(figures, total, most), barCells, options.bars === "blocks"), barCells)];
    return [pad(cut(label, labelCells), labelCells), ...drawn, amount.padStart(moneyCells), more].join("  ").trimEnd();
  });
  return [...lines, "", ...totalLines(total)].join("\n");
}

/** How the money is known, how much of it is not, and what the cache did. */
export function totalLines(total: UsageFigures): readonly string[] {
  const { requests, unknown, usd, reportedUsd, estimatedUsd, guessedUsd, input, cacheRead, output, thinking, savedUsd } = total;
  const kinds = [
    [reportedUsd, "reported by the provider"],
    [estimatedUsd, "estimated from tokens and list prices"],
    [guessedUsd, "guessed where no tokens were reported"],
  ] as const;
  const known = kinds.filter(([amount]) => amount > 0).map(([amount, how]) => `${usdText(amount)} ${how}`);
  const how = known.length === 0 ? "" : ` (${known.join(", ")})`;
  const missing = unknown === 0 ? "" : ` The price of ${count(unknown, "of them")} is unknown.`;
  const cached =
    cacheRead === 0
      ? ""
      : ` (${percent(cacheRead / input)} from the cache${savedUsd > 0 ? `, which saved ${usdText(savedUsd)}` : ""})`;
  const thought = thinking === 0 ? "" : ` (${tokens(thinking)} of them thinking)`;
  return [
    `${unknown === requests ? "No known cost" : usdText(usd)} in ${count(requests, "request")}${how}.${missing}`,
    `${tokens(input)} tokens in${cached}, ${tokens(output)} out${thought}.`,
  ];
}

function labelOf({ key, title }: UsageLine, by: UsageReport["by"]): string {
  if (by !== "session") return printable(key);
  return `${key.slice(0, 8)}  ${title === null ? "(deleted)" : printable(title).replaceAll("\n", " ")}`;
}

function money({ usd, unknown, requests }: UsageFigures): string {
  if (requests > 0 && unknown === requests) return "unknown";
  return `${usdText(usd)}${unknown > 0 ? "+?" : ""}`;
}

function rest({ requests, input, output }: UsageFigures): string {
  return requests === 0 ? "" : `${requests} req, ${short(input)} in, ${short(output)} out`;
}

/** By money; by tokens where none of it is known. */
function weightOf(total: UsageFigures): (figures: UsageFigures) => number {
  return ({ usd, input, output }) => (total.usd > 0 ? usd : input + output);
}

function shareOf(figures: UsageFigures, total: UsageFigures, most: number): number {
  return most === 0 ? 0 : weightOf(total)(figures) / most;
}

/** `1.2M`, `34k`. */
function short(value: number): string {
  if (value < 1000) return String(value);
  return value < 999_500 ? `${Math.round(value / 1000)}k` : `${(value / 1e6).toFixed(1)}M`;
}

function tokens(value: number): string {
  return value.toLocaleString("en-US");
}

function count(value: number, what: string): string {
  if (what.startsWith("of")) return `${value} ${what}`;
  return `${value} ${what}${value === 1 ? "" : "s"}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function pad(text: string, cells: number): string {
  return `${text}${" ".repeat(Math.max(0, cells - cellsOf(text)))}`;
}

/** The end of a path tells more than its beginning, and the beginning of a title more than its end. */
function cut(text: string, cells: number): string {
  if (cellsOf(text) <= cells) return text;
  const isPath = text.startsWith("/");
  const characters = isPath ? charactersOf(text).toReversed() : charactersOf(text);
  let kept: string[] = [];
  let used = 1;
  for (const character of characters) {
    used += cellsOf(character);
    if (used > cells) break;
    kept.push(character);
  }
  kept = isPath ? kept.reverse() : kept;
  return isPath ? `…${kept.join("")}` : `${kept.join("")}…`;
}
