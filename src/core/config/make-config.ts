import { AinError } from "@ainative-code/sdk";
import type { ConfigKey } from "./config-key.ts";
import type { ConfigKeys } from "./config-keys.ts";
import { configError } from "./config-problem.ts";
import { treeOf } from "./config-tree.ts";
import type { Config, ConfigFiles } from "./config.ts";
import type { CoreConfig } from "./core-config.ts";
import { valueAtPath } from "./file-settings.ts";
import { lockOf, lockText, type Lock } from "./locks.ts";
import { unknownKey } from "./outer-settings.ts";
import type { Effective } from "./resolve.ts";
import { secretReference, shown } from "./secret-reference.ts";
import type { SecretSetting } from "./secret-setting.ts";
import { sectionName } from "./section-name.ts";

export interface ConfigParts {
  readonly keys: ConfigKeys;
  readonly effective: ReadonlyMap<string, Effective>;
  readonly files: ConfigFiles;
  readonly locks: readonly Lock[];
  readonly warnings: readonly string[];
}

/** Gives checked settings their face. */
export function makeConfig({ keys, effective, files, locks, warnings }: ConfigParts): Config {
  // Every key was checked against the schema that this type is made from, and groups without a value are added.
  const core = treeOf(
    [...keys.values()].filter(isCore).map((key) => ({ path: key.path, value: effective.get(key.name)?.value })),
  ) as CoreConfig;
  return {
    core,
    files,
    warnings: [...warnings, ...literalSecrets(effective.values())],
    entries: () =>
      [...keys.values()].map((key) => {
        const { value, sources } = effective.get(key.name) ?? { value: undefined, sources: [] };
        return { key: key.name, value: value === undefined ? undefined : shown(value, key.secret), sources };
      }),
    get(name) {
      const fitToShow = [...effective.values()].map(({ key, value }) => ({ path: key.path, value: shown(value, key.secret) }));
      return valueAtPath(treeOf(fitToShow), knownPath(name, keys));
    },
    locked(name) {
      const key = keys.get(name);
      const lock = key === undefined ? undefined : lockOf(key, locks);
      return lock === undefined ? undefined : lockText(name, lock);
    },
    source: (name) => effective.get(name)?.sources[0],
    section: (plugin) => sectionOf(sectionName(plugin), keys, effective),
    secret(plugin, name) {
      const entry = effective.get(`plugins.${sectionName(plugin)}.${name}`);
      return entry === undefined ? undefined : secretSetting(entry);
    },
  };
}

function isCore(key: ConfigKey): boolean {
  return key.path[0] !== "plugins";
}

/** The path of a key, a group or a part of a value. A plugin's name may hold dots, so it can't be had by splitting. */
function knownPath(name: string, keys: ConfigKeys): readonly string[] {
  const exact = keys.get(name)?.path ?? keys.familyPath(name);
  if (exact !== undefined) return exact;
  for (const key of keys.values()) {
    if (name.startsWith(`${key.name}.`)) return [...key.path, ...name.slice(key.name.length + 1).split(".")];
    const depth = key.path.findIndex((_, index) => key.path.slice(0, index + 1).join(".") === name);
    if (depth >= 0) return key.path.slice(0, depth + 1);
  }
  throw configError([unknownKey(name, keys.keys())]);
}

function sectionOf(
  section: string,
  keys: ReadonlyMap<string, ConfigKey>,
  effective: ReadonlyMap<string, Effective>,
): Readonly<Record<string, unknown>> {
  const own = [...keys.values()].filter((key) => key.path[0] === "plugins" && key.path[1] === section);
  const missing = own.find((key) => key.required && !key.secret && !effective.has(key.name));
  if (missing !== undefined) {
    throw new AinError("not-configured", `${missing.name} is not set.`, {
      actions: [`Set it: ainative-code config set ${missing.name} VALUE`],
    });
  }
  const set = own.filter((key) => !key.secret && effective.has(key.name));
  return treeOf(set.map((key) => ({ path: key.path.slice(2), value: effective.get(key.name)?.value })));
}

function secretSetting({ key, value, sources: [source] }: Effective): SecretSetting | undefined {
  return typeof value === "string" && value.trim() !== "" ? { key: key.name, text: value, source } : undefined;
}

/**
 * A secret in a file or on a command line is read by whoever sees the one or the other; in a variable it is where tools
 * expect it. Several are told in one sentence.
 */
function literalSecrets(effective: Iterable<Effective>): string[] {
  const literal = [...effective].flatMap((entry) => {
    const setting = entry.key.secret ? secretSetting(entry) : undefined;
    const isLiteral = setting !== undefined && setting.source.layer !== "env" && secretReference(setting.text) === undefined;
    return isLiteral ? [{ setting, holder: holderOf(entry.key) }] : [];
  });
  const [first] = literal;
  if (first === undefined) return [];
  if (literal.length > 1) {
    const files = [...new Set(literal.map(({ setting }) => setting.source.file ?? "the command line"))].join(" and ");
    return [
      `${literal.length} secrets stand in ${files} as they are: ${literal.map(({ setting }) => setting.key).join(", ")}. Keep them in the keychain: ainative-code auth key set NAME`,
    ];
  }
  const { file, line } = first.setting.source;
  const place = file === undefined ? "on the command line" : `in ${file}:${String(line ?? 1)}`;
  return [`${first.setting.key} stands ${place} as it is. Keep it in the keychain: ainative-code auth key set ${first.holder}`];
}

/** Whose key it is: of the plugin, or of the member of a family (`plugins.SECTION.FAMILY.MEMBER.KEY`). */
function holderOf({ path }: ConfigKey): string {
  return path[path.length === 5 ? 3 : 1] ?? "";
}
