import { isLoopback } from "@ainative-code/provider-kit";
import { AinError, type Host } from "@ainative-code/sdk";
import { settingName } from "./setting-name.ts";
import type { Settings } from "./settings.ts";

/**
 * The key to send; `undefined` where none is set and none is needed, on this machine or at an endpoint that the user has
 * named without one. Throws `not-configured` where one is needed.
 */
export async function apiKeyOf(host: Host, { baseURL }: Settings): Promise<string | undefined> {
  const key = await host.secret("apiKey");
  if (key !== undefined && key.trim() !== "") return key.trim();
  const { hostname } = new URL(baseURL);
  if (isLoopback(hostname) || host.endpoint !== undefined) return undefined;
  throw new AinError("not-configured", `No API key for ${hostname}: OPENAI_API_KEY is not set.`, {
    actions: [
      "Set it for this shell: export OPENAI_API_KEY=...",
      "Or for a server of your own: export OPENAI_BASE_URL=http://localhost:8080/v1 (no key needed on this machine)",
      `Or name a server beside OpenAI: ${settingName({ endpoint: "NAME" }, "baseURL")}`,
    ],
  });
}
