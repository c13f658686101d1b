import { Flags } from "@ainative-code/sdk/command";
import type { ChatOptions } from "./open-chat.ts";
import { permissionModes } from "./permission-modes.ts";

/** What may be said on the command line about a run of the agent: its model, its limits, what it may do. */
export const runFlags = {
  model: Flags.string({ char: "m", description: "The model, as PROVIDER/MODEL." }),
  "permission-mode": Flags.option({ options: permissionModes, aliases: ["approval-mode"] })({ description: "Who may do what." }),
  "allowed-tools": Flags.string({ multiple: true, multipleNonGreedy: true, description: "Rules for what needs no question." }),
  "disallowed-tools": Flags.string({ multiple: true, multipleNonGreedy: true, description: "Rules for what is always refused." }),
  "max-turns": Flags.integer({ min: 1, description: "Requests to the model for this prompt." }),
  record: Flags.string({ description: "Write the run on a tape, to be replayed with -m replay/FILE.", helpValue: "FILE" }),
};

interface GivenRun {
  readonly model?: string | undefined;
  readonly "permission-mode"?: ChatOptions["permissionMode"];
  readonly "allowed-tools"?: readonly string[] | undefined;
  readonly "disallowed-tools"?: readonly string[] | undefined;
  readonly "max-turns"?: number | undefined;
  readonly record?: string | undefined;
}

export type RunOptions = Omit<ChatOptions, "session" | "ask" | "onProblem">;

export function runOptionsOf(flags: GivenRun): RunOptions {
  return {
    model: flags.model,
    permissionMode: flags["permission-mode"],
    allowedTools: flags["allowed-tools"] ?? [],
    disallowedTools: flags["disallowed-tools"] ?? [],
    maxTurns: flags["max-turns"],
    record: flags.record,
  };
}
