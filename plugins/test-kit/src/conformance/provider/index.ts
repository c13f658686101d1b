export type { Dialect } from "./dialect.ts";
export { defineProviderTests, type TestFramework } from "./define-provider-tests.ts";
export { openAiChat } from "./dialects/openai-chat.ts";
export { openAiResponses } from "./dialects/openai-responses.ts";
export { ssePayloads } from "./dialects/sse-payloads.ts";
export type { Finding } from "./finding.ts";
export type { ErrorFixture, ProviderFixture } from "./fixture.ts";
export { checkAbort, checkAnswer, checkError, providerConformance, type ProviderConformance } from "./provider-conformance.ts";
export { framed, recordingsIn, type Recording } from "./recordings.ts";
