import { configError } from "../core/config/config-problem.ts";
import type { Config } from "./config.ts";

/** What is given for one run beside the config. */
export interface RunSettings {
  readonly model?: string | undefined;
  readonly permissionMode?: string | undefined;
  readonly allowedTools: readonly string[];
  readonly maxTurns?: number | undefined;
}

/** Throws `invalid-input` where flags would change what the organisation has locked. */
export function refuseLocked(config: Config, { model, permissionMode, allowedTools, maxTurns }: RunSettings): void {
  const { core } = config;
  const changes = [
    ["model", model, core.model],
    ["permissions.mode", permissionMode, core.permissions.mode],
    ["permissions.allow", allowedTools.length === 0 ? undefined : allowedTools, core.permissions.allow],
    ["chat.maxTurns", maxTurns, core.chat.maxTurns],
  ] as const;
  const problems = changes.flatMap(([key, given, held]) => {
    const message = given === undefined || given === held ? undefined : config.locked(key);
    return message === undefined ? [] : [{ key, message, origin: "command line" }];
  });
  if (problems.length > 0) throw configError(problems);
}
