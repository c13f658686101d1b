import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AinError, type ErrorCode } from "@ainative-code/sdk";
import type { Config } from "@ainative-code/sdk/oclif";
import type { NpmFailure } from "../infra/npm/dry-install.ts";

/**
 * Lets npm try an installation before it is made. oclif's installer tells every failure as a package that does not
 * exist, after minutes where the registry can't be reached, and takes a version that works away with it. Throws
 * `network`, `auth`, `invalid-input` (no such package or version) or `plugin`.
 */
export async function checkInstall(config: Config, words: readonly string[]): Promise<void> {
  if (words.some((word) => word === "--help" || word === "-h")) return;
  for (const word of words.filter(isRegistryName)) await checkOne(config, word);
}

/** The same for an update of all plugins that came from a registry. */
export async function checkUpdate(config: Config): Promise<void> {
  const installed = userPlugins(config).flatMap(({ name, tag, type, url }) =>
    type === "user" && url === undefined ? [`${name}@${tag}`] : [],
  );
  if (installed.length === 0) return;
  const failure = await dryRun(config, installed);
  if (failure !== undefined) throw errorOf(failure, "the installed plugins");
}

async function checkOne(config: Config, word: string): Promise<void> {
  const names = candidates(word, config);
  for (const name of names) {
    const failure = await dryRun(config, [name]);
    if (failure === undefined) return;
    if (!isMissing(failure, name)) throw errorOf(failure, `"${word}"`);
  }
  throw new AinError("invalid-input", `The registry has no package ${names.map(withoutTag).join(" and no ")}.`, {
    actions: ["Look at the name of the package", "Where it is in another registry: set AINATIVE_CODE_NPM_REGISTRY"],
  });
}

async function dryRun(config: Config, packages: readonly string[]): Promise<NpmFailure | undefined> {
  const { dryInstall } = await import("../infra/npm/dry-install.ts");
  return dryInstall(packages, { folder: config.dataDir, registry: config.npmRegistry });
}

/** Flags, addresses and folders are none. */
function isRegistryName(word: string): boolean {
  return !word.startsWith("-") && !word.includes(":") && (word.startsWith("@") || !word.includes("/")) && !word.endsWith(".git");
}

/** A short name means a plugin of the project first, as oclif's installer has it. */
function candidates(word: string, { pjson }: Config): readonly string[] {
  const [, name = word, tag = "latest"] = /^(@?[^@]+)(?:@(.*))?$/.exec(word) ?? [];
  const { scope, pluginPrefix = "plugin" } = pjson.oclif;
  const own = name.startsWith("@") || scope === undefined ? [] : [`@${scope}/${pluginPrefix}-${name}@${tag}`];
  return [...own, `${name}@${tag}`];
}

function withoutTag(name: string): string {
  return name.slice(0, name.lastIndexOf("@"));
}

/** The package itself is not there, and not one that it depends on. */
function isMissing({ code, detail }: NpmFailure, name: string): boolean {
  return code === "E404" && detail.includes(`'${name}'`);
}

function errorOf({ code, summary }: NpmFailure, what: string): AinError {
  const error = errors.find(({ npm }) => npm.test(code)) ?? otherError;
  return new AinError(error.code, `npm can't install ${what}: ${summary}`, {
    actions: [...error.actions, "Nothing was changed."],
    vendorCode: code,
  });
}

interface InstallError {
  readonly npm: RegExp;
  readonly code: ErrorCode;
  readonly actions: readonly string[];
}

const otherError: InstallError = { npm: /^/, code: "plugin", actions: ["Report it to the authors of the plugin"] };

const errors: readonly InstallError[] = [
  {
    npm: /^E(CONN|NOTFOUND|AI_AGAIN|TIMEDOUT|HOSTUNREACH|NETUNREACH|RR_SOCKET_TIMEOUT|5\d\d)/,
    code: "network",
    actions: ["Check the network, and npm's settings of registry and proxy"],
  },
  { npm: /^E(40[13]|NEEDAUTH)$/, code: "auth", actions: ["Log in to the registry: npm login"] },
  { npm: /^E(TARGET|INVALIDPACKAGENAME|INVALIDTAGNAME)$/, code: "invalid-input", actions: ["Look at the name and the version"] },
];

interface UserPlugin {
  readonly name: string;
  readonly tag?: string;
  readonly type: string;
  readonly url?: string;
}

function userPlugins({ dataDir }: Config): readonly UserPlugin[] {
  try {
    const { oclif } = JSON.parse(readFileSync(join(dataDir, "package.json"), "utf8")) as {
      readonly oclif?: { readonly plugins?: UserPlugin[] };
    };
    return oclif?.plugins ?? [];
  } catch {
    return [];
  }
}
