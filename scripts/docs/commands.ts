import { readFileSync, readdirSync } from "node:fs";
import { markdownTable } from "./marked.ts";

const root = new URL("../../", import.meta.url);

interface Flag {
  readonly name: string;
  readonly char?: string;
  readonly description?: string;
  readonly type: "boolean" | "option";
  readonly options?: readonly string[];
  readonly helpValue?: string;
  readonly default?: unknown;
}

interface ManifestCommand {
  readonly id: string;
  readonly description?: string;
  readonly args: Readonly<Record<string, { readonly name: string; readonly required?: boolean; readonly hidden?: boolean }>>;
  readonly flags: Readonly<Record<string, Flag>>;
}

/** Every command of the host and of the bundled plugins, from the manifests, with its flags. */
export function commandsText(): string {
  const commands = manifests().flatMap((manifest) => Object.values(manifest)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const overview = markdownTable(
    ["Command", "What it does"],
    commands.map((command) => [`\`${usage(command)}\``, command.description ?? ""]),
  );
  return [overview, ...commands.map(flagsText)].filter((text) => text !== "").join("\n\n");
}

function manifests(): readonly Readonly<Record<string, ManifestCommand>>[] {
  const plugins = readdirSync(new URL("plugins/", root)).map((name) => `plugins/${name}/oclif.manifest.json`);
  return ["oclif.manifest.json", ...plugins].flatMap((path) => {
    const text = readText(path);
    return text === undefined ? [] : [(JSON.parse(text) as { readonly commands: Readonly<Record<string, ManifestCommand>> }).commands];
  });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, root), "utf8");
  } catch {
    return undefined;
  }
}

function usage({ id, args }: ManifestCommand): string {
  const shown = Object.values(args).filter(({ hidden }) => hidden !== true).map(({ name, required }) => (required === true ? name.toUpperCase() : `[${name.toUpperCase()}]`));
  return [id.replaceAll(":", " "), ...shown].join(" ");
}

function flagsText(command: ManifestCommand): string {
  const flags = Object.values(command.flags).filter(({ name }) => name !== "json" || command.id === "chat");
  if (flags.length === 0) return "";
  const rows = flags.map((flag) => [`\`${flagName(flag)}\``, flag.description ?? "", standard(flag)]);
  return `### ${command.id.replaceAll(":", " ")}\n\n${markdownTable(["Flag", "What it does", "Default"], rows)}`;
}

function flagName({ name, char, type, options, helpValue }: Flag): string {
  const value = type === "boolean" ? "" : ` ${options?.join("|") ?? helpValue ?? "VALUE"}`;
  return `${char === undefined ? "" : `-${char}, `}--${name}${value}`;
}

function standard({ default: value }: Flag): string {
  return value === undefined || value === false ? "" : `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}
