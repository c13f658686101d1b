import { sandboxOf } from "../sandbox.ts";
import type { Services } from "../services.ts";
import { openServing, type ServeOptions } from "./open-serving.ts";

/** Serves whoever has started this process, until it goes. Standard output is the protocol's alone meanwhile. */
export async function serveOverStdio(services: Services, options: ServeOptions, signal: AbortSignal): Promise<void> {
  const [{ ownStdout }, { serveStdio }] = [
    await import("../../infra/mcp/serve/own-stdout.ts"),
    await import("../../infra/mcp/serve/serve-stdio.ts"),
  ];
  const output = ownStdout();
  try {
    const serving = await openServing(services, options);
    const { log } = services.hostFor("mcp");
    await serveStdio(serving, output, signal, ({ message }) => log.debug(message));
  } finally {
    await sandboxOf(services).close();
    output.release();
  }
}
