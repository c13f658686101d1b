import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "@ainative-code/test-kit";

/** A real terminal of 100 columns and 40 rows that one program runs in, with a screen to read and keys to press. */
export interface Terminal extends Disposable {
  /** The screen as a person sees it, without colours. */
  screen(): string;
  /** All that was on the screen, with what has scrolled away. */
  scrollback(): string;
  /** The id of the program's process. */
  pid(): number;
  /** Names as tmux knows them: `Enter`, `Down`, `C-c`. */
  press(...keys: readonly string[]): void;
  /** Letters, as they are. */
  type(text: string): void;
  /** As a terminal sends what is pasted. */
  paste(text: string): void;
  resize(columns: number, rows: number): void;
  /** Waits until the text is on the screen, in one line or over the break of a long one, and gives the screen. */
  shows(text: string | RegExp): Promise<string>;
}

export interface TerminalOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** The TERM that the program sees. */
  readonly term?: string;
}

/** Milliseconds until a text must be on the screen: a machine may be busy with other things. */
const patienceMs = 30_000;

/** Runs a command line in tmux; its screen stays when it has ended, with its exit code in the last line: `exit 0`. */
export function openTerminal(command: readonly string[], options: TerminalOptions): Terminal {
  const socket = `ainative-code-${randomUUID()}`;
  const tmux = (args: readonly string[], input = ""): string =>
    execFileSync("tmux", ["-L", socket, "-f", "/dev/null", ...args], {
      encoding: "utf8",
      input,
      env: { ...options.env, TERM: "xterm-256color" },
    });
  const variables = Object.entries(options.env).map(([name, value]) => quoted(`${name}=${value}`));
  const term = options.term ?? "tmux-256color";
  const line = `cd ${quoted(options.cwd)} && env -i ${variables.join(" ")} TERM=${term} ${command.map(quoted).join(" ")}; echo exit $?; cat`;
  tmux(["new-session", "-d", "-x", "100", "-y", "40", line]);
  const screen = (): string => tmux(["capture-pane", "-p", "-t", "0"]);
  // Where a long line breaks depends on the length of the folders' names.
  const unbroken = (): string => tmux(["capture-pane", "-p", "-J", "-t", "0"]).replaceAll(/ +$/gm, "");
  const shown = (text: string | RegExp): string | undefined => {
    const now = screen();
    if (isIn(text, now)) return now;
    return isIn(text, unbroken()) ? screen() : undefined;
  };
  return {
    screen,
    scrollback: () => tmux(["capture-pane", "-p", "-t", "0", "-S", "-"]),
    pid() {
      const shell = tmux(["display-message", "-p", "-t", "0", "#{pane_pid}"]).trim();
      return Number(readFileSync(`/proc/${shell}/task/${shell}/children`, "utf8").trim().split(" ")[0]);
    },
    press: (...keys) => void tmux(["send-keys", "-t", "0", ...keys]),
    type: (text) => void tmux(["send-keys", "-l", "-t", "0", text]),
    paste(text) {
      tmux(["load-buffer", "-"], text);
      tmux(["paste-buffer", "-p", "-t", "0"]);
    },
    resize: (columns, rows) => void tmux(["resize-window", "-t", "0", "-x", String(columns), "-y", String(rows)]),
    shows: (text) => until(() => shown(text), `"${text}" on the screen`, patienceMs).catch((error: unknown) => {
      throw new Error(`${String(error)}; there was:\n${screen()}`);
    }),
    [Symbol.dispose]() {
      tmux(["kill-server"]);
    },
  };
}

function isIn(text: string | RegExp, screen: string): boolean {
  return typeof text === "string" ? screen.includes(text) : text.test(screen);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The program itself, as a shell would start it. */
export const program: readonly string[] = [process.execPath, join(import.meta.dirname, "../../../bin/run.js")];
