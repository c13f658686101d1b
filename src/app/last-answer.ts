import { statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { AinError } from "@ainative-code/sdk";
import type { AgentEvent, ResultEvent } from "../core/agent/agent-event.ts";

type Events = AsyncGenerator<AgentEvent, void>;

/** `-o json` means another flag to whoever comes from a program where it does. */
const formats: ReadonlySet<string> = new Set(["text", "json", "stream-json"]);

/**
 * Writes the last answer of a run to a file, before the result is told, so that whoever hears of the end finds it there.
 * Throws `invalid-input` where the file can't be one. An answer that can't be written makes the run a failure.
 */
export function lastAnswer(path: string, cwd: string): (events: Events) => Events {
  const file = resolve(cwd, path);
  if (formats.has(path)) {
    throw unusable(path, `that is a form of output (--output-format ${path}); a file of this name is ./${path}`);
  }
  if (kindOf(dirname(file)) !== "folder") throw unusable(path, "there is no such folder");
  if (kindOf(file) === "folder") throw unusable(path, "it is a folder");
  return async function* (events) {
    for await (const event of events) yield event.type === "result" ? await written(event, file) : event;
  };
}

async function written(result: ResultEvent, file: string): Promise<ResultEvent> {
  try {
    await writeFile(
      file,
      result.structured === undefined ? result.text : `${JSON.stringify(result.structured.value, undefined, 2)}\n`,
    );
    return result;
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    const error = new AinError("storage", `The answer could not be written to ${file}${code}.`, {
      actions: ["Give another file: --output-last-message FILE"],
      cause,
    });
    return result.outcome.kind === "done" ? { ...result, outcome: { kind: "failed", error } } : result;
  }
}

function kindOf(path: string): "folder" | "other" | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? undefined : stat.isDirectory() ? "folder" : "other";
}

function unusable(path: string, why: string): AinError {
  return new AinError("invalid-input", `The answer can't be written to ${path}: ${why}.`, {
    actions: ["Give another file: --output-last-message FILE"],
  });
}
