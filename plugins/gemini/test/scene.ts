import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProviderRequest } from "@ainative-code/sdk";
import { askOnce, type Asked, type PreparedAnswer, type Question } from "@ainative-code/test-kit";
import gemini from "../src/provider.ts";

const eventStream = { "content-type": "text/event-stream" };

/** The answer of a fixture. */
export const recorded = (name: string): PreparedAnswer => ({
  headers: eventStream,
  body: readFileSync(join(import.meta.dirname, "fixtures", `${name}.sse`), "utf8"),
});

/** An answer of these chunks. */
export const streamed = (...chunks: readonly object[]): PreparedAnswer => ({
  headers: eventStream,
  body: chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\r\n\r\n`),
});

/** A refusal in the vendor's shape. */
export const refused = (message: string, status = "INVALID_ARGUMENT", code = 400): PreparedAnswer => ({
  status: code,
  body: JSON.stringify({ error: { code, message, status } }),
});

interface Scene extends Partial<Pick<Question, "answers" | "config" | "notes">> {
  readonly key?: string;
  readonly request?: Partial<ProviderRequest>;
}

export const local = { baseURL: "http://localhost:8080" };

/** Asks the provider once. */
export function ask({ key, answers = [recorded("text")], request, ...scene }: Scene): Promise<Asked> {
  return askOnce(gemini, { ...scene, answers, secrets: { apiKey: key }, request: { model: "gemini-3-pro", ...request } });
}
