import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { until } from "@ainative-code/test-kit";

/** A real terminal of 100 columns and 40 rows that one program runs in, with a screen to read and keys to press. */
export interface Terminal extends Disposable {
  /** The screen as a person sees it, without colours. */
  screen(): string;
  /** Names as tmux knows them: `Enter`, `Down`, `C-c`. */
  press(...keys: readonly string[]): void;
  /** Waits until the text is on the screen, and gives the screen. */
  shows(text: string): Promise<string>;
}

/** Runs a command line in tmux; its screen stays when it has ended, with its exit code in the last line: `exit 0`. */
export function openTerminal(command: readonly string[], options: { env: Readonly<Record<string, string>>; cwd: string }): Terminal {
  const socket = `ainative-code-${randomUUID()}`;
  const tmux = (...args: readonly string[]): string =>
    execFileSync("tmux", ["-L", socket, "-f", "/dev/null", ...args], { encoding: "utf8", env: { ...options.env, TERM: "xterm-256color" } });
  const variables = Object.entries(options.env).map(([name, value]) => quoted(`${name}=${value}`));
  const line = `cd ${quoted(options.cwd)} && env -i ${variables.join(" ")} TERM=tmux-256color ${command.map(quoted).join(" ")}; echo exit $?; cat`;
  tmux("new-session", "-d", "-x", "100", "-y", "40", line);
  const screen = (): string => tmux("capture-pane", "-p", "-t", "0");
  return {
    screen,
    press: (...keys) => void tmux("send-keys", "-t", "0", ...keys),
    shows: (text) => until(() => (screen().includes(text) ? screen() : undefined), `"${text}" on the screen`, 15_000),
    [Symbol.dispose]() {
      tmux("kill-server");
    },
  };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The program itself, as a shell would start it. */
export const program: readonly string[] = [process.execPath, join(import.meta.dirname, "../../../bin/run.js")];
