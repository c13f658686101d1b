import { AinError } from "@ainative-code/sdk";
import { isRecord } from "../../core/config/is-record.ts";
import { readTextFile } from "../config-files/read-text-file.ts";

/**
 * The servers of a file of the common form, `{"mcpServers": {NAME: {…}}}`; `undefined` where there is no such file. Throws
 * `invalid-input` for one that is no JSON of that form, and what reading it throws.
 */
export function readMcpFile(file: string): unknown {
  const text = readTextFile(file)?.text;
  if (text === undefined) return undefined;
  const value = parsed(file, text);
  const servers = isRecord(value)
    ? (value["mcpServers"] ?? value["servers"] ?? (isRecord(value["mcp"]) ? value["mcp"]["servers"] : undefined))
    : undefined;
  if (servers === undefined && isRecord(value) && Object.keys(value).length === 0) return {};
  if (servers === undefined) throw unusable(file, "has no mcpServers");
  return servers;
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unusable(file, `is no JSON: ${cause instanceof Error ? cause.message : ""}`);
  }
}

function unusable(file: string, why: string): AinError {
  return new AinError("invalid-input", `${file} ${why}.`, {
    actions: ['Write it as {"mcpServers": {"NAME": {"command": "…", "args": []}}}'],
  });
}
