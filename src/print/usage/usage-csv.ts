import type { UsageLine, UsageReport } from "../../app/usage-report.ts";

const columns = [
  "requests", "unknown", "usd", "reportedUsd", "estimatedUsd", "guessedUsd", "savedUsd",
  "input", "cacheRead", "cacheWrite", "output", "thinking",
] as const satisfies readonly (keyof UsageLine)[];

/** CSV of RFC 4180 with a line of names: for spreadsheets. */
export function usageCsv({ by, groups }: UsageReport): string {
  const names = [
    by,
    ...(by === "session" ? ["title"] : []),
    ...columns.map((name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
  ];
  const rows = groups.map((group) => [
    text(group.key),
    ...(by === "session" ? [text(group.title ?? "")] : []),
    ...columns.map((name) => group[name]),
  ]);
  return [names, ...rows].map((row) => row.join(",")).join("\r\n");
}

/** A cell that begins like a formula would be run by the spreadsheet that opens it. */
function text(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
