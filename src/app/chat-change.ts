import type { PermissionMode } from "../core/permissions/policy.ts";

/** What may become another while a conversation goes on. */
export interface ChatChange {
  readonly model?: string | undefined;
  /** In US dollars. */
  readonly maxBudgetUsd?: number | undefined;
  readonly permissionMode?: PermissionMode | undefined;
}

/** What is not named stays. */
export function changed(before: ChatChange, { model, permissionMode, maxBudgetUsd }: ChatChange): ChatChange {
  return {
    model: model ?? before.model,
    permissionMode: permissionMode ?? before.permissionMode,
    maxBudgetUsd: maxBudgetUsd ?? before.maxBudgetUsd,
  };
}
