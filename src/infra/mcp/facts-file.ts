import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isRecord } from "../../core/config/is-record.ts";
import type { ServerFacts } from "../../core/mcp/server-facts.ts";
import { makeFolder } from "../files/make-folder.ts";

export interface FactsFile {
  /** `undefined` where nothing, or nothing usable, is kept. */
  get(): ServerFacts | undefined;
  /** Never throws: what can't be kept is asked for again. */
  set(facts: ServerFacts): void;
  forget(): void;
}

/** What is known of one server, in a file of JSON that is replaced as a whole. */
export function factsFile(file: string): FactsFile {
  return {
    get() {
      try {
        const kept: unknown = JSON.parse(readFileSync(file, "utf8"));
        return isFacts(kept) ? kept : undefined;
      } catch {
        return undefined;
      }
    },
    set(facts) {
      const temporary = `${file}.${String(process.pid)}.tmp`;
      try {
        makeFolder(dirname(file), 0o700);
        writeFileSync(temporary, JSON.stringify(facts), { mode: 0o600 });
        renameSync(temporary, file);
      } catch {
        rmSync(temporary, { force: true });
      }
    },
    forget: () => rmSync(file, { force: true }),
  };
}

/** Only we write there; what is checked is that it is whole. */
function isFacts(value: unknown): value is ServerFacts {
  return (
    isRecord(value) &&
    typeof value["at"] === "number" &&
    Array.isArray(value["tools"]) &&
    Array.isArray(value["prompts"]) &&
    Array.isArray(value["notes"])
  );
}
