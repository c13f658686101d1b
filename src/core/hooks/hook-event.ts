/** The moments at which a user's own commands are run. */
export const hookEvents = [
  "PreToolUse",
  "PostToolUse",
  "PermissionRequest",
  "UserPromptSubmit",
  "SessionStart",
  "SessionEnd",
  "Stop",
  "SubagentStart",
  "SubagentStop",
  "PreCompact",
  "Notification",
] as const;
export type HookEvent = (typeof hookEvents)[number];

/** A guard that can't look lets nothing through: here a hook that crashes, hangs or can't be understood is a refusal. */
export const guardEvents: ReadonlySet<HookEvent> = new Set(["PreToolUse", "UserPromptSubmit"]);

export interface HookCommand {
  readonly type?: "command" | undefined;
  /** For the shell. */
  readonly command: string;
  /** Seconds. */
  readonly timeout?: number | undefined;
}

export interface HookGroup {
  /** Which tools, sources or kinds it is for: names parted by `|`, or a pattern; everything where it is not set or `*`. */
  readonly matcher?: string | undefined;
  readonly hooks: readonly HookCommand[];
}

export type HookSettings = Partial<Readonly<Record<HookEvent, readonly HookGroup[]>>>;
