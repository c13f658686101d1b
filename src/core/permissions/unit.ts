import type { PermissionQuestion, ResolvedAccess, ResolvedFile, ResolvedLine } from "./question.ts";
import type { CommandPart } from "./shell/shell-part.ts";

/** What is judged by itself. A call is let through when every unit of it is. */
export type Unit = { readonly access?: ResolvedAccess } & (
  | { readonly kind: "read" | "write"; readonly file: ResolvedFile["file"]; readonly byShell: boolean }
  | { readonly kind: "command"; readonly part: CommandPart }
  /** A command line that may run more than its parts say. */
  | { readonly kind: "line"; readonly command: string }
  | { readonly kind: "network"; readonly host: string }
  /** A tool that does not tell what it touches. */
  | { readonly kind: "tool" }
);

export function unitsOf({ accesses }: PermissionQuestion): readonly Unit[] {
  return accesses.length === 0 ? [{ kind: "tool" }] : accesses.flatMap(unitsOfAccess);
}

/** The unit, in the words of its author. */
export function unitText(unit: Unit, tool: string): string {
  switch (unit.kind) {
    case "command":
      return unit.part.source;
    case "line":
      return unit.command;
    case "network":
      return unit.host;
    case "tool":
      return tool;
    default:
      return `${unit.kind} ${unit.file?.shown ?? "a file that is known only when the command runs"}`;
  }
}

function unitsOfAccess(access: ResolvedAccess): readonly Unit[] {
  switch (access.kind) {
    case "execute":
      return unitsOfLine(access, access.command, access.line);
    case "network":
      return [{ kind: "network", host: access.host, access }];
    default:
      return [{ kind: access.kind, file: access, byShell: false, access }];
  }
}

function unitsOfLine(access: ResolvedAccess, command: string, line: ResolvedLine | undefined): readonly Unit[] {
  const commands = (line?.commands ?? []).map((part): Unit => ({ kind: "command", part, access }));
  const files = (line?.files ?? []).map(({ kind, file }): Unit => ({ kind, file, byShell: true, access }));
  const units = [...commands, ...files];
  const isWhole = line?.understood === true && (units.length > 0 || line.empty === true);
  return isWhole ? units : [...units, { kind: "line", command, access }];
}
