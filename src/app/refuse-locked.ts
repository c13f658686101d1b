import { configError } from "../core/config/config-problem.ts";
import type { ConfigProblem } from "../core/config/config-problem.ts";
import type { Config } from "./config.ts";

/** What is given for one run beside the config. */
export interface RunSettings {
  readonly model?: string | undefined;
  readonly permissionMode?: string | undefined;
  readonly allowedTools: readonly string[];
  readonly addedFolders?: readonly string[];
  readonly maxTurns?: number | undefined;
}

/** Throws `invalid-input` where flags, or fallbacks of a locked model, would change what the organisation has locked. */
export function refuseLocked(
  config: Config,
  { model, permissionMode, allowedTools, addedFolders = [], maxTurns }: RunSettings,
): void {
  const { core } = config;
  const changes = [
    ["model", model, core.model],
    ["permissions.mode", permissionMode, core.permissions.mode],
    ["permissions.allow", allowedTools.length === 0 ? undefined : allowedTools, core.permissions.allow],
    ["sandbox.writable", addedFolders.length === 0 ? undefined : addedFolders, core.sandbox.writable],
    ["chat.maxTurns", maxTurns, core.chat.maxTurns],
  ] as const;
  const problems = changes.flatMap(([key, given, held]) => {
    const message = given === undefined || given === held ? undefined : config.locked(key);
    return message === undefined ? [] : [{ key, message, origin: "command line" }];
  });
  const around = fallbackAround(config);
  if (problems.length > 0 || around !== undefined) throw configError([...problems, ...(around ?? [])]);
}

/** A model that must not be another one is not to be got around: its fallbacks are the organisation's as well. */
function fallbackAround(config: Config): readonly ConfigProblem[] | undefined {
  const key = "chat.fallbackModels";
  const [message, source] = [config.locked("model"), config.source(key)];
  const isOwn = source !== undefined && source.layer !== "organisation" && config.core.chat.fallbackModels.length > 0;
  return message === undefined || !isOwn
    ? undefined
    : [{ key, message: `${key} names other models, and ${message}`, origin: source.layer }];
}
