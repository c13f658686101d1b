/** What an author of commands needs. oclif's core is inside, so a plugin depends on nothing else. */
export { Command } from "./command.ts";
export type { FailureJson, UsageErrorJson } from "./failure-json.ts";
export { Args, Flags } from "./flags.ts";
export type { InProcessOptions, InProcessResult } from "./in-process.ts";
export { runInProcess } from "./run-in-process.ts";
