import { readFileSync } from "node:fs";
import { packageRoot } from "./package-root.ts";
import { writeOut } from "./write-out.ts";

/**
 * Shows the beginning of a conversation before anything of it is loaded, and stops the terminal from showing keys: those
 * that are typed from now on wait in the system until the conversation reads them. Gives what takes it back, for the case
 * that no conversation begins.
 */
export function paintChat(env: Readonly<Record<string, string | undefined>>): () => void {
  const moves = (env["TERM"] ?? "dumb") !== "dumb";
  const { version } = JSON.parse(readFileSync(`${packageRoot}package.json`, "utf8")) as { version: string };
  writeOut(`ainative-code ${version}  (/help)\n${moves ? "> " : ""}`);
  process.stdin.setRawMode(true);
  return () => {
    if (!process.stdin.isRaw) return;
    process.stdin.setRawMode(false);
    if (moves) writeOut("\r\x1b[K");
  };
}
