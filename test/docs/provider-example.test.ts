import { defineProviderTests, type Dialect } from "@ainative-code/test-kit";
import parrot from "../../docs/plugins/provider-example/src/provider.ts";

/** Lines of JSON, read a second way. */
const lines: Dialect = {
  payloads: (body) =>
    body
      .split("\n")
      .slice(0, -1)
      .map((line): unknown => JSON.parse(line)),
  isComplete: (payloads) => JSON.stringify(payloads).includes('"done":true'),
  isFailed: () => false,
  text: (payloads) => [...JSON.stringify(payloads).matchAll(/"say":"([^"]*)"/g)].map(([, text]) => text).join(""),
  blocks: (payloads) => [lines.text(payloads)],
  sentBlocks: (body) => [/"role":"assistant","text":"([^"]*)"/.exec(JSON.stringify(body))?.[1]],
};

const config = (origin: string): Readonly<Record<string, unknown>> => ({ baseURL: origin });
const whole = new TextEncoder().encode('{"say":"Héllo "}\n{"say":"世界 🦜"}\n{"done":true,"heard":7,"said":5}\n');
const secret = "parrot-key-0123456789";

defineProviderTests(
  {
    name: "the provider of the tutorial",
    provider: parrot,
    secrets: { apiKey: secret },
    fixtures: [
      { name: "a greeting", body: whole, dialect: lines, config, expected: { stop: "stop", text: "Héllo 世界 🦜" } },
      { name: "one that breaks off", body: whole.subarray(0, 40), dialect: lines, config, expected: { stop: "interrupted" } },
    ],
    errors: [
      { name: "a wrong key", status: 401, body: `{"error":"unknown key ${secret}"}`, config, code: "auth", retryable: false },
      { name: "a busy vendor", status: 529, body: "busy", config, code: "overloaded", retryable: true },
    ],
  },
  { describe, it },
);
