import { AinError } from "@ainative-code/sdk";

/** Reads an amount of US dollars, such as `0.5` or `$2`. Throws `invalid-input` for what is none, and for nothing at all. */
export function readUsd(text: string): number {
  const [, digits = ""] = /^\$?(\d+(?:\.\d+)?|\.\d+)$/.exec(text.trim()) ?? [];
  const amount = Number(digits);
  if (digits !== "" && amount > 0 && Number.isFinite(amount)) return amount;
  throw new AinError("invalid-input", `"${text}" is no amount of US dollars.`, {
    actions: ["Write it as 0.5 or 12; more than 0"],
  });
}
