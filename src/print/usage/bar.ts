/** Eighths of a cell, from one to eight. */
const eighths = "▏▎▍▌▋▊▉█";

/** A bar as long as `share` (0 to 1) of so many cells. The smallest part of anything is seen; nothing is empty. */
export function bar(share: number, cells: number, unicode: boolean): string {
  if (share <= 0 || cells < 1) return "";
  if (!unicode) return "#".repeat(Math.max(1, Math.round(share * cells)));
  const parts = Math.max(1, Math.round(share * cells * 8));
  return `${"█".repeat(Math.floor(parts / 8))}${parts % 8 === 0 ? "" : (eighths[(parts % 8) - 1] ?? "")}`;
}
