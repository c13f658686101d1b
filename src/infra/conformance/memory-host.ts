import type { Host } from "@ainative-code/sdk";
import { AinError } from "@ainative-code/sdk";

/** A host with nothing behind it: no settings but these, made-up secrets, and no way out. */
export async function memoryHost(plugin: string, folder: string, secrets: Readonly<Record<string, string>>): Promise<Host> {
  const { inMemoryHost } = await import("@ainative-code/test-kit/conformance");
  const fetch = (url: string): Promise<never> =>
    Promise.reject(new AinError("network", `Nothing is reached while a plugin is tried out: ${url}`));
  return inMemoryHost({ plugin, secrets, fetch, cwd: folder, folder });
}
