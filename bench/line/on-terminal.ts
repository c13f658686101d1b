import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** One program on a terminal of its own. */
export interface OnTerminal extends AsyncDisposable {
  /** Resolves when the text has been shown since the last call; gives the milliseconds since the start. */
  shown(text: string): Promise<number>;
  type(text: string): void;
  /** Of the program: milliseconds of processor time so far, by the clock of the kernel (10 ms). */
  cpuMs(): number;
  /** Of the program. MiB. */
  residentMiB(): number;
}

const patienceMs = 60_000;

/** Runs it under `script`, which makes the terminal and passes on what is shown and typed. */
export function onTerminal(argv: readonly string[], cwd: string, env: Readonly<Record<string, string>>): OnTerminal {
  const line = argv.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(" ");
  const startedAt = performance.now();
  const child = spawn("script", ["-qfec", `exec ${line}`, "/dev/null"], { cwd, env, stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let output = "";
  let wake = (): void => undefined;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    wake();
  });
  const more = async (): Promise<void> => new Promise((resolve) => (wake = resolve));
  const program = (): string => {
    const descend = (pid: string): string => {
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
      return children[0] === undefined || children[0] === "" ? pid : descend(children[0]);
    };
    return descend(String(child.pid));
  };
  return {
    async shown(text) {
      const deadline = performance.now() + patienceMs;
      for (;;) {
        const at = output.indexOf(text);
        if (at !== -1) {
          output = output.slice(at + text.length);
          return performance.now() - startedAt;
        }
        if (performance.now() > deadline || child.exitCode !== null) throw new Error(`"${text}" was not shown, but:\n${output.slice(-2000)}`);
        await Promise.race([more(), sleep(1000)]);
      }
    },
    type: (text) => void child.stdin.write(text),
    cpuMs() {
      const fields = readFileSync(`/proc/${program()}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    residentMiB: () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${program()}/status`, "utf8"))?.[1]) / 1024,
    async [Symbol.asyncDispose]() {
      child.stdin.write("\u0003\u0003\u0004");
      await Promise.race([ended, sleep(3000)]);
      child.kill("SIGKILL");
    },
  };
}
