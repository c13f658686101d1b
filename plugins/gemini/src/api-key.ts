import { isLoopback } from "@ainative-code/provider-kit";
import { AinError, type Host } from "@ainative-code/sdk";
import type { Settings } from "./settings.ts";

/**
 * The key to send; `undefined` where none is set and none is needed, on this machine. Throws `not-configured` where one
 * is needed.
 */
export async function apiKeyOf(host: Host, { baseURL }: Settings): Promise<string | undefined> {
  const key = await host.secret("apiKey");
  if (key !== undefined && key.trim() !== "") return key.trim();
  const { hostname } = new URL(baseURL);
  if (isLoopback(hostname)) return undefined;
  throw new AinError("not-configured", `No API key for ${hostname}: GEMINI_API_KEY is not set.`, {
    actions: [
      "Make one at https://aistudio.google.com/apikey and set it for this shell: export GEMINI_API_KEY=...",
      "Or for a server of your own: export GOOGLE_GEMINI_BASE_URL=http://localhost:8080 (no key needed on this machine)",
    ],
  });
}
