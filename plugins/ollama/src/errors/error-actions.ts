import type { ErrorContext } from "@ainative-code/provider-kit";

/** What to do about errors where Ollama is known well enough to say more than the general thing. */
export function errorActions(url: string): NonNullable<ErrorContext["actions"]> {
  const isCloud = new URL(url).hostname === "ollama.com";
  return {
    auth: isCloud
      ? ["Check OLLAMA_API_KEY; keys are made at https://ollama.com/settings/keys"]
      : ["Sign in on the server's machine: ollama signin", "Or set OLLAMA_API_KEY where the server wants a key."],
    "context-overflow": [
      "Start a new session, or sum up this one with /compact.",
      "Or use a model with a longer context, or raise plugins.ollama.contextLength where it is set.",
    ],
    server: ["Look at the server's log, then try again: https://docs.ollama.com/troubleshooting"],
  };
}
