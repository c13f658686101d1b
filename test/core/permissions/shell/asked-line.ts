import type { PermissionQuestion, ResolvedFile, ResolvedLine } from "../../../../src/core/permissions/question.ts";
import { readLine } from "../../../../src/core/permissions/shell/read-line.ts";
import { parseShell } from "../../../../src/infra/shell/parse-shell.ts";

/** The question that a command line puts, in the folder /project. */
export function askedLine(command: string): PermissionQuestion {
  return { tool: "bash", risk: "execute", accesses: [{ kind: "execute", command, line: lineOf(command) }] };
}

function lineOf(command: string): ResolvedLine {
  const { parts, understood } = readLine(command, parseShell);
  const commands = parts.flatMap((part) => (part.kind === "command" && (part.enters === undefined || !placeOf(part.enters).inside) ? [part] : []));
  const files = parts.flatMap((part): readonly ResolvedFile[] =>
    part.kind === "command" ? [] : [{ kind: part.kind, file: part.path === undefined ? undefined : placeOf(part.path) }],
  );
  return { commands, files, understood, empty: understood && commands.length + files.length === 0 };
}

function placeOf(path: string): NonNullable<ResolvedFile["file"]> {
  const { pathname } = new URL(path.startsWith("/") ? path : `./${path}`, "file:///project/");
  const inside = pathname === "/project" || pathname.startsWith("/project/");
  return { path: pathname, inside, shown: inside ? pathname.slice("/project/".length) : pathname };
}
