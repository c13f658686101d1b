import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineProviderTests, openAiChat, openAiResponses, type ProviderFixture } from "@ainative-code/test-kit";
import azure from "../src/provider.ts";
import { errors } from "./refusals.ts";

function fixture(name: string, expected: NonNullable<ProviderFixture["expected"]>): ProviderFixture {
  const isResponses = name.startsWith("responses-");
  return {
    name,
    body: readFileSync(join(import.meta.dirname, "fixtures", `${name}.sse`)),
    dialect: isResponses ? openAiResponses : openAiChat,
    config: (origin) => ({ baseURL: origin, api: isResponses ? "responses" : "chat" }),
    expected,
  };
}

const read = (path: string): readonly [string, unknown] => ["read", { path }];

const fixtures: readonly ProviderFixture[] = [
  fixture("chat-text", { stop: "stop", text: "Grüß dich 🌍" }),
  fixture("chat-filtered", { stop: "content-filter", text: "Well, " }),
  fixture("chat-late-filters", { stop: "stop", text: "One two" }),
  fixture("chat-parallel-calls", { stop: "tool-calls", calls: [read("a"), read("b")] }),
  fixture("chat-reasoning-content", { stop: "stop", thinking: "Weigh it", text: "Seven." }),
  fixture("chat-cut-in-call", { stop: "interrupted", text: "Now", calls: [] }),
  fixture("chat-error-in-stream", { error: "server", text: "Half" }),
  fixture("responses-text", { stop: "stop", text: "Grüß dich, 世界 🌍!" }),
  fixture("responses-late-encryption", { stop: "stop", thinking: "**Planning**", text: "Done." }),
  fixture("responses-reasoning-parallel-calls", { stop: "tool-calls", text: "Looking.", calls: [read("a"), read("b")] }),
  fixture("responses-call-without-arguments", { stop: "tool-calls", calls: [["list", {}]] }),
  fixture("responses-refusal", { stop: "refusal", text: "I can't help with that." }),
  fixture("responses-length", { stop: "length", text: "Let me", calls: [] }),
  fixture("responses-filtered", { stop: "content-filter", text: "Well, " }),
  fixture("responses-failed", { error: "server", text: "Half" }),
  fixture("responses-cut", { stop: "interrupted", text: "Never ends" }),
];

const secrets = { apiKey: "0123456789abcdef0123456789abcdef", token: undefined };

defineProviderTests({ name: "azure", provider: azure, fixtures, errors, secrets }, { describe, it });
