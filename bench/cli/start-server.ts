import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Server {
  /** Ends in `/v1`. */
  readonly baseURL: string;
  /** When requests arrived since the last call, CLOCK_MONOTONIC in milliseconds. */
  arrivals(): Promise<readonly number[]>;
  stop(): void;
}

/** Starts server.ts in a process of its own. */
export async function startServer(): Promise<Server> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("./server.ts", import.meta.url))], { stdio: ["pipe", "pipe", "inherit"] });
  const line = await new Promise((resolve) => {
    child.stdout.once("data", resolve);
    child.once("exit", resolve);
  });
  const port = Number(String(line));
  if (!(port > 0)) throw new Error("The scripted server did not start.");
  const origin = `http://127.0.0.1:${port}`;
  return {
    baseURL: `${origin}/v1`,
    async arrivals() {
      return (await (await fetch(`${origin}/arrivals`)).json()) as readonly number[];
    },
    stop() {
      child.stdin.end();
    },
  };
}
