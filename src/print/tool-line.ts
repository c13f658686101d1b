import type { ToolCallPart } from "@ainative-code/sdk";
import { printable } from "../app/printable.ts";
import { patchNames } from "./patch-names.ts";

/** The inputs that say most about a call, the most telling first. */
const telling = ["command", "path", "pattern", "query", "url", "description", "question", "id"];

/** One line for a call: its name and the input that says most, at most 100 characters of it. */
export function toolLine(call: ToolCallPart): string {
  const line = printable(tellingInput(call.input)).replaceAll(/\s+/g, " ").trim();
  const name = printable(call.name);
  return line === "" ? name : `${name} ${line.length > 100 ? `${line.slice(0, 99)}…` : line}`;
}

/** A search is told by what it looks for and where. */
function tellingInput(input: ToolCallPart["input"]): string {
  const { pattern, path, patch, items, plan } = input;
  // Whoever decides about a plan has read it.
  if (typeof plan === "string") return "";
  if (typeof patch === "string") return patchNames(patch);
  if (Array.isArray(items)) return `${items.length} ${items.length === 1 ? "item" : "items"}`;
  if (typeof pattern === "string" && typeof path === "string") return `${pattern} in ${path}`;
  const key = telling.find((name) => typeof input[name] === "string");
  if (key !== undefined) return String(input[key]);
  return Object.keys(input).length === 0 ? "" : JSON.stringify(input);
}

/** `0.3 s`, `12 s`, `3 min 5 s`. */
export function seconds(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const whole = Math.round(ms / 1000);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
