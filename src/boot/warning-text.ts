/** A warning as Node emits it. oclif puts into `detail`, line by line, which plugin it speaks of. */
export interface EmittedWarning {
  readonly message: string;
  readonly detail?: unknown;
}

/** A warning in one line: of a plugin, its name comes first. */
export function warningText({ message, detail = "" }: EmittedWarning): string {
  const gone = /^could not find package\.json with \{[^]*?\bname: '([^']+)'/.exec(message)?.[1];
  if (gone !== undefined) return `${gone}: is not there any more: install it again, or uninstall it`;
  const told = String(detail);
  const part = (name: string): string | undefined => new RegExp(`^${name}: (.+)$`, "m").exec(told)?.[1];
  const [plugin, reason] = [part("plugin"), part("message")];
  if (plugin === undefined || reason === undefined) return message.split("\n", 1)[0] ?? "";
  const command = /^findCommand \((.+)\)$/.exec(part("task") ?? "")?.[1];
  const what = command === undefined ? "could not be loaded" : `could not load its command "${command.replaceAll(":", " ")}"`;
  return `${plugin}: ${what}: ${reason}`;
}
