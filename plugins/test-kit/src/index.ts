/** Neighbours for the tests of plugins and of the CLI, framework-free. */
export { runCli, type RunCliOptions } from "./cli/run-cli.ts";
export { startCli, type CliOptions, type CliResult, type RunningCli } from "./cli/start-cli.ts";
export { eventsOf, textOf } from "./collect.ts";
export type { Dialect } from "./conformance/provider/dialect.ts";
export { defineProviderTests, type TestFramework } from "./conformance/provider/define-provider-tests.ts";
export { defineRecordingTests, type RecordingTests } from "./conformance/provider/define-recording-tests.ts";
export { anthropicMessages } from "./conformance/provider/dialects/anthropic-messages.ts";
export { bedrockConverse } from "./conformance/provider/dialects/bedrock-converse.ts";
export { geminiGenerateContent } from "./conformance/provider/dialects/gemini-generate-content.ts";
export { ollamaChat } from "./conformance/provider/dialects/ollama-chat.ts";
export { openAiChat } from "./conformance/provider/dialects/openai-chat.ts";
export { openAiResponses } from "./conformance/provider/dialects/openai-responses.ts";
export { ssePayloads } from "./conformance/provider/dialects/sse-payloads.ts";
export type { Finding } from "./conformance/provider/finding.ts";
export type { ErrorFixture, ProviderFixture } from "./conformance/provider/fixture.ts";
export {
  checkAbort,
  checkAnswer,
  checkError,
  providerConformance,
  type ProviderConformance,
} from "./conformance/provider/provider-conformance.ts";
export { openAiAnswersIn } from "./conformance/provider/openai-answers.ts";
export { answersIn, framed, recordingsIn, type Recording } from "./conformance/provider/recordings.ts";
export { answeringFetch, type AnsweringFetch, type PreparedAnswer } from "./host/answering-fetch.ts";
export { askOnce, hi, sentBody, type Asked, type Question } from "./host/ask-once.ts";
export { inMemoryHost, memoryNotes, type InMemoryHost, type InMemoryHostOptions, type LogLine } from "./host/in-memory-host.ts";
export { loopbackFetch } from "./host/loopback-fetch.ts";
export { isManifestFresh, manifestOf, writeManifest } from "./manifest/index.ts";
export type { JournalEntry } from "./server/journal.ts";
export type {
  ScriptedAnswer,
  ScriptedCall,
  ScriptedFault,
  ScriptedHttpError,
  ScriptedReply,
  ScriptedUsage,
} from "./server/reply.ts";
export { startScriptedServer, type ScriptedServer, type ScriptedServerOptions } from "./server/start-scripted-server.ts";
export { tempHome, type TempHome } from "./temp-home.ts";
export { until } from "./until.ts";
