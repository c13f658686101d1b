import type { AuditEvent } from "./audit-log.ts";

/** The plugins that the user brought, by name: their version, and `(linked)` behind it where it is a folder. */
export type InstalledPlugins = Readonly<Record<string, string>>;

/** What was done to the plugins since `before`. Each event carries the whole of what is there now. */
export function pluginChanges(before: InstalledPlugins, now: InstalledPlugins): readonly AuditEvent[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return names.flatMap((name) => {
    const [was, is] = [before[name], now[name]];
    if (was === is) return [];
    return [
      {
        kind: "plugin" as const,
        actor: "user",
        detail: { plugin: name, change: changeOf(was, is), ...(is === undefined ? {} : { version: is }), installed: now },
      },
    ];
  });
}

function changeOf(was: string | undefined, is: string | undefined): string {
  if (is === undefined) return "uninstalled";
  if (is.endsWith("(linked)")) return "linked";
  return was === undefined ? "installed" : "updated";
}
