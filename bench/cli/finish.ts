import type { ChildProcess } from "node:child_process";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";

/**
 * Waits for the end of a program and gives what it wrote to each of its pipes, from stdout on. Throws where it failed or
 * did not print what a run that did its work prints.
 */
export async function finish(child: ChildProcess, prints: string): Promise<readonly string[]> {
  const closed = new Promise<number | null>((resolve, reject) => child.on("close", resolve).on("error", reject));
  const pipes = child.stdio.filter((pipe) => pipe instanceof Readable);
  const [code, ...said] = await Promise.all([closed, ...pipes.map((pipe) => text(pipe))]);
  if (code === 0 && said[0]?.includes(prints) === true) return said;
  const tails = said.map((each) => each.slice(-2000)).join("\n");
  throw new Error(`${child.spawnargs.slice(-8).join(" ")} ended with ${String(code)} and this:\n${tails}`);
}
