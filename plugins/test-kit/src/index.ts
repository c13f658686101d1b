/** Neighbours for the tests of plugins and of the CLI, framework-free. */
export { runCli, type RunCliOptions } from "./cli/run-cli.ts";
export { startCli, type CliOptions, type CliResult, type RunningCli } from "./cli/start-cli.ts";
export { eventsOf, textOf } from "./collect.ts";
export * from "./conformance/provider/index.ts";
export { answeringFetch, type AnsweringFetch, type PreparedAnswer } from "./host/answering-fetch.ts";
export { inMemoryHost, type InMemoryHost, type InMemoryHostOptions, type LogLine } from "./host/in-memory-host.ts";
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
