import { efforts, type Effort } from "@ainative-code/sdk";
import { Flags } from "@ainative-code/sdk/command";
import { formatModelRef, parseModelRef } from "../core/providers/model-ref.ts";
import type { ChatOptions } from "./open-chat.ts";
import { readUsd } from "./read-usd.ts";
import { permissionModes } from "./permission-modes.ts";

const usd = Flags.custom<number>({ parse: (text) => Promise.resolve(readUsd(text)) });

/** What may be said on the command line about a run of the agent: its model, its limits, what it may do. */
export const runFlags = {
  model: Flags.string({ char: "m", description: "The model, as PROVIDER/MODEL." }),
  "permission-mode": Flags.option({ options: permissionModes, aliases: ["approval-mode"] })({ description: "Who may do what." }),
  "allowed-tools": Flags.string({ multiple: true, multipleNonGreedy: true, description: "Rules for what needs no question." }),
  "disallowed-tools": Flags.string({ multiple: true, multipleNonGreedy: true, description: "Rules for what is always refused." }),
  "add-dir": Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    description: "A folder that may be used like the working directory.",
    helpValue: "FOLDER",
  }),
  "system-prompt": Flags.string({ description: "Who the assistant is, in place of the standard text.", helpValue: "TEXT" }),
  "append-system-prompt": Flags.string({ description: "Told besides the standard text and the rules.", helpValue: "TEXT" }),
  "max-turns": Flags.integer({ min: 1, description: "Requests to the model for this prompt." }),
  effort: Flags.option({ options: efforts })({ description: "How hard the model thinks." }),
  "json-schema": Flags.string({
    description: "Answer as JSON of this schema: a file, or the schema itself.",
    helpValue: "FILE|JSON",
  }),
  "max-budget-usd": usd({ description: "What this run may spend on models, in US dollars.", helpValue: "USD" }),
  "fallback-model": Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ",",
    description: "Who answers where the model can't, in this order.",
    helpValue: "PROVIDER/MODEL,...",
  }),
  timeout: Flags.integer({
    min: 1,
    description: "Seconds for each prompt, all that it leads to included.",
    helpValue: "SECONDS",
  }),
  "response-cache": Flags.boolean({
    allowNo: true,
    description: "Answer from what was answered before to the very same request.",
  }),
  "no-session": Flags.boolean({
    description: "Keep nothing of the conversation: it can't be gone on with.",
    exclusive: ["continue", "resume"],
  }),
  "mcp-config": Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    description: "A file that names MCP servers, as .mcp.json does.",
    helpValue: "FILE",
  }),
  "strict-mcp-config": Flags.boolean({ description: "Only the servers of those files." }),
  record: Flags.string({ description: "Write the run on a tape, to be replayed with -m replay/FILE.", helpValue: "FILE" }),
};

interface GivenRun {
  readonly model?: string | undefined;
  readonly "permission-mode"?: ChatOptions["permissionMode"];
  readonly "allowed-tools"?: readonly string[] | undefined;
  readonly "disallowed-tools"?: readonly string[] | undefined;
  readonly "add-dir"?: readonly string[] | undefined;
  readonly "max-turns"?: number | undefined;
  readonly "system-prompt"?: string | undefined;
  readonly "append-system-prompt"?: string | undefined;
  readonly "json-schema"?: string | undefined;
  readonly "max-budget-usd"?: number | undefined;
  readonly "no-session"?: boolean | undefined;
  readonly "mcp-config"?: readonly string[] | undefined;
  readonly "strict-mcp-config"?: boolean | undefined;
  readonly record?: string | undefined;
}

export type RunOptions = Omit<ChatOptions, "session" | "ask" | "onProblem">;

export function runOptionsOf(flags: GivenRun): RunOptions {
  return {
    model: flags.model,
    permissionMode: flags["permission-mode"],
    allowedTools: flags["allowed-tools"] ?? [],
    disallowedTools: flags["disallowed-tools"] ?? [],
    addedFolders: flags["add-dir"] ?? [],
    maxTurns: flags["max-turns"],
    systemPrompt: flags["system-prompt"],
    appendSystemPrompt: flags["append-system-prompt"],
    jsonSchema: flags["json-schema"],
    maxBudgetUsd: flags["max-budget-usd"],
    ephemeral: flags["no-session"],
    mcp: { files: flags["mcp-config"] ?? [], strict: flags["strict-mcp-config"] ?? false },
    record: flags.record,
  };
}

interface GivenLimits {
  readonly effort?: Effort | undefined;
  readonly "fallback-model"?: readonly string[] | undefined;
  readonly timeout?: number | undefined;
  readonly "response-cache"?: boolean | undefined;
  readonly "no-session"?: boolean | undefined;
}

/** What flags say of a run that is a setting as well, by key. */
export function runSettingsOf(flags: GivenLimits): Readonly<Record<string, unknown>> {
  const { "fallback-model": fallbackModels, timeout, "response-cache": cache, effort } = flags;
  return {
    ...(effort === undefined ? {} : { "chat.effort": effort }),
    ...(fallbackModels === undefined
      ? {}
      : { "chat.fallbackModels": fallbackModels.map((name) => formatModelRef(parseModelRef(name.trim()))) }),
    ...(timeout === undefined ? {} : { "chat.timeoutSeconds": timeout }),
    ...(flags["no-session"] === true ? { "log.level": "off", "responseCache.mode": "off" } : {}),
    ...(cache === undefined ? {} : { "responseCache.mode": cache ? "sqlite" : "off" }),
    ...(cache === true ? { "responseCache.anyTemperature": true } : {}),
  };
}
