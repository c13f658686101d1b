import { AinError } from "@ainative-code/sdk";

/** Nothing listens where the server should be. Not to be tried again: a person has to start it. */
export function notRunning(url: string, cause: unknown): AinError {
  return new AinError("network", `No Ollama server answers at ${new URL(url).host}.`, {
    retryable: false,
    vendorCode: "ECONNREFUSED",
    actions: [
      "Start it: ollama serve",
      "If it runs elsewhere: export OLLAMA_HOST=HOST:PORT",
      "To install it: https://ollama.com/download",
    ],
    cause,
  });
}
