/** What an author of commands needs. oclif's core is inside, so a plugin depends on nothing else. */
export { argvOf } from "./argv-of.ts";
export type { ArgShape, CommandShape, FlagShape } from "./command-shape.ts";
export { Command } from "./command.ts";
export type { FailureJson, UsageErrorJson } from "./failure-json.ts";
export { Args, Flags } from "./flags.ts";
export type { InProcessOptions, InProcessResult } from "./in-process.ts";
export { runInProcess } from "./run-in-process.ts";
export { toolInputOf } from "./tool-input.ts";
