import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProviderRequest } from "@ainative-code/sdk";
import { askOnce, type Asked, type PreparedAnswer, type Question } from "@ainative-code/test-kit";
import anthropic from "../src/provider.ts";

/** The answer of a fixture. */
export const recorded = (name: string, headers: Readonly<Record<string, string>> = {}): PreparedAnswer => ({
  headers: { "content-type": "text/event-stream", ...headers },
  body: readFileSync(join(import.meta.dirname, "fixtures", `${name}.sse`), "utf8"),
});

/** A refusal in the vendor's shape. */
export const refused = (message: string, type = "invalid_request_error", status = 400): PreparedAnswer => ({
  status,
  body: JSON.stringify({ type: "error", error: { type, message } }),
});

interface Scene extends Partial<Pick<Question, "answers" | "config" | "notes">> {
  readonly key?: string;
  readonly request?: Partial<ProviderRequest>;
}

export const local = { baseURL: "http://localhost:8080" };

/** Asks the provider once. */
export function ask({ key, answers = [recorded("text")], request, ...scene }: Scene): Promise<Asked> {
  return askOnce(anthropic, { ...scene, answers, secrets: { apiKey: key }, request: { model: "claude-opus-5-5", ...request } });
}
