import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { AinError } from "@ainative-code/sdk";
import { hooksMark } from "../core/hooks/hooks-mark.ts";
import { readTextFile } from "../infra/config-files/read-text-file.ts";
import { isWithin } from "../infra/files/fence.ts";
import { realPathOf } from "../infra/files/real-path-of.ts";
import { configFiles } from "./config-files.ts";
import type { ConfigPlace } from "./config-place.ts";
import { projectBook, projectRoot } from "./project-place.ts";

type Place = Pick<ConfigPlace, "environment" | "folders">;

/** For machines where nobody can be asked, such as those of CI: `AINATIVE_CODE_TRUST=1` trusts the folder for this run. */
const trustVariable = "AINATIVE_CODE_TRUST";

/** The folder whose trust counts where we are: that of the project's file, or else the root of the project. */
export function trustRoot(place: Place): string {
  const { project } = configFiles(place);
  return project === undefined ? projectRoot(place) : realPathOf("/", dirname(dirname(project)));
}

/**
 * Whether what the folder brings to set up this program (settings, hooks, MCP servers, commands with rights) may be used.
 * The trust in a folder covers all below it. Throws `storage`.
 */
export function isTrusted(place: Place, folder = trustRoot(place)): boolean {
  if (trustsByVariable(place)) return true;
  return trustedFolders(place).some((trusted) => isWithin(trusted.folder, folder));
}

/** Whether the run trusts the folder where it is, whatever was decided before. */
export function trustsByVariable({ environment }: Pick<Place, "environment">): boolean {
  return environment.env[trustVariable] === "1";
}

export interface TrustedFolder {
  readonly folder: string;
  readonly trustedAt: string;
}

/**
 * Trusts a folder, with all below it and with the hooks and the MCP servers that its files have now, for good. Throws
 * `storage`; `invalid-input` for one that contains the home folder, or is none.
 */
export async function trustFolder(place: Place, folder: string, at: Date): Promise<string> {
  const real = realPathOf(place.environment.cwd, resolve(place.environment.cwd, folder));
  if (statSync(real, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new AinError("invalid-input", `There is no folder ${real}.`, {
      actions: ["See which are trusted: ainative-code trust --list"],
    });
  }
  const home = realPathOf("/", place.environment.home);
  if (isWithin(real, home)) {
    throw new AinError("invalid-input", `${real} holds your home folder: whatever is ever put below it would be trusted.`, {
      actions: ["Trust the folder of the project: ainative-code trust FOLDER"],
    });
  }
  const hooks = await hooksIn(`${real}/.ainative-code/config.yaml`);
  const servers = await serversOf(real);
  await projectBook(place).change(real, ({ allow }) => ({
    allow,
    trustedAt: at.toISOString(),
    ...(hooks === undefined ? {} : { hooks }),
    ...(servers.length === 0 ? {} : { servers }),
  }));
  return real;
}

async function hooksIn(file: string): Promise<string | undefined> {
  const text = readTextFile(file)?.text;
  if (text?.includes("hooks") !== true) return undefined;
  const { parseYaml } = await import("../infra/config-files/parse-yaml.ts");
  return hooksMark(parseYaml(text).value);
}

async function serversOf(folder: string): Promise<readonly string[]> {
  const [{ serversIn }, { serverKey }] = await Promise.all([
    import("./mcp/trusted-servers.ts"),
    import("../core/mcp/server-key.ts"),
  ]);
  return serversIn(folder).map(serverKey);
}

/** Takes the trust back. Returns the folder it was given to; throws `invalid-input` where there is none. */
export async function revokeTrust(place: Place, folder: string): Promise<string> {
  const real = realPathOf(place.environment.cwd, resolve(place.environment.cwd, folder));
  const found = trustedFolders(place).find((one) => isWithin(one.folder, real));
  if (found === undefined) {
    throw new AinError("invalid-input", `${real} is not trusted, nor is a folder above it.`, {
      actions: ["See which are: ainative-code trust --list"],
    });
  }
  await projectBook(place).change(found.folder, ({ allow }) => ({ allow }));
  return found.folder;
}

/** The longest paths first. */
export function trustedFolders(place: Pick<Place, "folders">): readonly TrustedFolder[] {
  const records = projectBook(place).all();
  const trusted = records.flatMap(({ folder, record: { trustedAt } }) =>
    trustedAt === undefined ? [] : [{ folder, trustedAt }],
  );
  return trusted.sort((a, b) => b.folder.length - a.folder.length);
}
