import { AinError } from "@ainative-code/sdk";
import { isRecord } from "../../core/config/is-record.ts";
import type { ProjectBook, ProjectRecord } from "../../core/projects/project-record.ts";
import { readTextFile } from "../config-files/read-text-file.ts";
import { writeConfigFile } from "../config-files/write-config-file.ts";

/** A JSON file `{"projects": {"/folder": {"allow": [], "trustedAt": "…"}}}`, the user's alone. It is read anew each time. */
export function projectFile(file: string): ProjectBook {
  return {
    all: () => Object.entries(readRecords(file)).map(([folder, record]) => ({ folder, record })),
    async change(folder, change) {
      const records = readRecords(file);
      const next = { ...records, [folder]: change(records[folder] ?? { allow: [] }) };
      await writeConfigFile(file, `${JSON.stringify({ projects: next }, undefined, 2)}\n`, { sensitive: true });
    },
  };
}

function readRecords(file: string): Readonly<Record<string, ProjectRecord>> {
  const text = readTextFile(file)?.text;
  if (text === undefined) return {};
  const value = parsed(text, file);
  const projects = isRecord(value) ? value["projects"] : undefined;
  if (!isRecord(projects)) throw unreadable(file);
  return Object.fromEntries(
    Object.entries(projects).flatMap(([folder, record]) => (isRecord(record) ? [[folder, recordOf(record)]] : [])),
  );
}

function recordOf(value: Readonly<Record<string, unknown>>): ProjectRecord {
  const { allow, trustedAt, hooks, servers } = {
    allow: value["allow"],
    trustedAt: value["trustedAt"],
    hooks: value["hooks"],
    servers: value["servers"],
  };
  return {
    allow: textsOf(allow),
    ...(typeof trustedAt === "string" ? { trustedAt } : {}),
    ...(typeof hooks === "string" ? { hooks } : {}),
    ...(Array.isArray(servers) ? { servers: textsOf(servers) } : {}),
  };
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(file);
  }
}

/** It is not passed over: a rule that was granted, or a trust that was taken back, must not get lost unseen. */
function unreadable(file: string): AinError {
  return new AinError("storage", `${file} can't be read: it is not what this program wrote.`, {
    actions: ["Mend it, or remove it and grant again what you want granted"],
  });
}
