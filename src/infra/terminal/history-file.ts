import { appendFileSync, chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Inputs that are kept. The file is cut back to them when it holds a quarter more. */
const maxKept = 1000;
/** Longer inputs are pasted files: nobody types them again. Characters. */
const maxLength = 20_000;

export interface HistoryFile {
  /** The oldest first. */
  read(): readonly string[];
  /** What can't be written is not kept; it is no failure of anything. */
  add(input: string): void;
}

/** What was entered, one JSON string per line, in a file that only its owner may read. */
export function historyFile(path: string): HistoryFile {
  return {
    read() {
      const inputs = linesOf(path).flatMap(parsed);
      if (inputs.length > maxKept * 1.25) rewrite(path, inputs.slice(-maxKept));
      return inputs.slice(-maxKept);
    },
    add(input) {
      if (input.length > maxLength) return;
      try {
        mkdirSync(dirname(path), { recursive: true });
        appendFileSync(path, `${JSON.stringify(input)}\n`, { mode: 0o600 });
      } catch {
        // A read-only home has no history.
      }
    },
  };
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch {
    return [];
  }
}

/** A line that a crash has cut is left out. */
function parsed(line: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "string" ? [value] : [];
  } catch {
    return [];
  }
}

function rewrite(path: string, inputs: readonly string[]): void {
  try {
    writeFileSync(path, inputs.map((input) => `${JSON.stringify(input)}\n`).join(""), { mode: 0o600 });
    chmodSync(path, 0o600);
  } catch {
    // It is cut the next time.
  }
}
