import type { Serving } from "../../../core/mcp/serve/serving.ts";
import type { OwnStdout } from "./own-stdout.ts";
import { serveClient } from "./serve-client.ts";
import { StdioLines } from "./stdio-lines.ts";

/** Milliseconds for calls to end after the client has closed our input: whoever pipes requests in waits for their answers. */
const farewellMs = 2000;

/** Serves until the client goes or `signal` aborts; then everything that it has started is ended. */
export async function serveStdio(
  serving: Serving,
  output: OwnStdout,
  signal: AbortSignal,
  onError: (error: Error) => void,
): Promise<void> {
  const lines = new StdioLines(process.stdin, output);
  const close = await serveClient(lines, serving, onError);
  const stopped = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => stopped.resolve(), { once: true });
  if (signal.aborted) stopped.resolve();
  await Promise.race([lines.ended.then(async () => lines.settled(farewellMs)), stopped.promise]);
  await close();
  process.stdin.destroy();
}
