import { AinError } from "@ainative-code/sdk";
import { splitCommand } from "../auth/split-command.ts";

export interface EditorSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As `process.platform`. */
  readonly platform: string;
}

/**
 * The words of the user's editor: `VISUAL`, then `EDITOR`, then what every such system has. They are parted as a shell
 * would, and no shell runs them: `code --wait` and `'/opt/my editor/bin' -n` work. Throws `invalid-input` where a variable
 * can't be read as words.
 */
export function editorCommand({ env, platform }: EditorSource): readonly string[] {
  const variable = ["VISUAL", "EDITOR"].find((name) => (env[name] ?? "").trim() !== "");
  if (variable === undefined) return [platform === "win32" ? "notepad" : "vi"];
  const text = env[variable] ?? "";
  const split = platform === "win32" && !/["']/.test(text) ? { words: text.trim().split(/\s+/) } : splitCommand(text);
  if ("words" in split) return split.words;
  throw new AinError("invalid-input", `The variable ${variable} is a command that ${split.why}.`, {
    actions: [`Name a program and its arguments, for example: export ${variable}='code --wait'`],
  });
}
