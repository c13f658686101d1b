import { splitCommand } from "../auth/split-command.ts";

/** Where a command comes from: what a project brings needs the folder's trust before it is given rights. */
export type CommandOrigin = "built-in" | "user" | "project";

/** A prompt under a name, typed behind a slash. */
export interface OwnCommand {
  /** Without the slash; `:` between folders. */
  readonly name: string;
  readonly origin: CommandOrigin;
  /** Its file, absolute; missing where it has none. */
  readonly path?: string;
  readonly summary: string;
  /** What may follow it. */
  readonly argument: string;
  /** Permission rules that hold while it is done. */
  readonly allowedTools: readonly string[];
  /** `provider/model`, while it is done. */
  readonly model?: string;
  readonly body: string;
}

/** A piece of what the model is told: text, or a command line whose output stands in its place. */
export type CommandPiece = { readonly text: string } | { readonly shell: string };

/** `` !`command` `` at the beginning of a line or behind a space. */
const shellLine = /(?<=^|[^\S\n])!`([^`\n]+)`/m;

/** What a command brings besides words. */
export function isPrivileged({ allowedTools, model, body }: OwnCommand): boolean {
  return allowedTools.length > 0 || model !== undefined || shellLine.test(body);
}

/**
 * The body with its arguments filled in: `$ARGUMENTS` for all of them, `$1` to `$9` for single ones, parted as a shell
 * does. Where it names none, they follow it. What arguments bring is never a command line of its own.
 */
export function piecesOf({ body }: Pick<OwnCommand, "body">, argument: string): readonly CommandPiece[] {
  const split = splitCommand(argument);
  const words = "words" in split ? split.words : argument.split(/\s+/).filter((word) => word !== "");
  const placed = /\$(?:ARGUMENTS\b|[1-9](?!\d))/g;
  const filled = (text: string): string =>
    text.replaceAll(placed, (name) => (name === "$ARGUMENTS" ? argument : (words[Number(name.slice(1)) - 1] ?? "")));
  const pieces = body
    .trim()
    .split(new RegExp(shellLine, "gm"))
    .map((text, index) => (index % 2 === 1 ? { shell: filled(text) } : { text: filled(text) }));
  const isNamed = body.search(placed) !== -1;
  return isNamed || argument === "" ? pieces : [...pieces, { text: `\n\nArguments: ${argument}` }];
}
