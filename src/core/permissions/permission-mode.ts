export const permissionModes = ["ask", "accept-edits", "plan", "bypass"] as const;
export type PermissionMode = (typeof permissionModes)[number];

const narrowestFirst: readonly PermissionMode[] = ["plan", "ask", "accept-edits", "bypass"];

/** Of two modes the one that lets less through. */
export function narrower(mode: PermissionMode, other: PermissionMode = mode): PermissionMode {
  return narrowestFirst.indexOf(other) < narrowestFirst.indexOf(mode) ? other : mode;
}
