import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findProgram } from "../infra/sandbox/find-program.ts";
import { openFence } from "../infra/sandbox/open-fence.ts";
import type { SandboxSettings } from "./sandbox.ts";
import { profileOf } from "./sandbox-profile.ts";
import type { Services } from "./services.ts";

export interface SandboxPart {
  readonly name: string;
  /** Absolute; missing where it is not installed. */
  readonly path?: string;
  readonly version?: string;
  readonly use: string;
}

export interface SandboxStatus {
  readonly mode: SandboxSettings["mode"];
  /** What fences commands here and now; missing where nothing does. */
  readonly fence?: "bubblewrap" | "library" | "seatbelt";
  /** Why nothing does. */
  readonly missing?: string;
  readonly actions: readonly string[];
  readonly parts: readonly SandboxPart[];
  readonly writable: readonly string[];
  readonly allowedDomains: readonly string[];
  /** Whether the filter of system calls is known for this machine. */
  readonly systemCallFilter: boolean;
}

/** What fences commands here, tried out whatever the mode is. */
export async function sandboxStatus(services: Services): Promise<SandboxStatus> {
  const { sandbox } = (await services.config()).core;
  const { environment } = services;
  const profile = profileOf(services, sandbox);
  const [fence, parts] = await Promise.all([
    openFence({ platform: environment.platform, path: environment.env["PATH"], profile }),
    partsOf(services, profile.writable),
  ]);
  const common = {
    mode: sandbox.mode,
    parts,
    writable: profile.writable,
    allowedDomains: profile.domains,
    systemCallFilter: ["x64", "arm64"].includes(process.arch),
  };
  if (!("kind" in fence)) return { ...common, ...fence };
  await fence.close();
  return { ...common, fence: fence.kind, actions: [] };
}

/** Programs that fences are made of, and what asks each for its version. */
const programs: Readonly<Partial<Record<NodeJS.Platform, readonly (readonly [name: string, use: string, flag: string])[]>>> = {
  linux: [
    ["bwrap", "fences commands", "--version"],
    ["socat", "allowed domains", "-V"],
    ["rg", "allowed domains", "--version"],
  ],
  darwin: [["sandbox-exec", "fences commands", ""]],
};

async function partsOf({ environment }: Services, writable: readonly string[]): Promise<readonly SandboxPart[]> {
  const wanted = programs[environment.platform] ?? [];
  return Promise.all(
    wanted.map(async ([name, use, flag]): Promise<SandboxPart> => {
      const path = findProgram(name, environment.env["PATH"], writable);
      if (path === undefined) return { name, use };
      const version = flag === "" ? undefined : await versionOf(path, flag);
      return { name, path, use, ...(version === undefined ? {} : { version }) };
    }),
  );
}

/** Milliseconds; a program that does not say it in time is told without its version. */
const answersWithin = 5000;

async function versionOf(path: string, flag: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(path, [flag], { timeout: answersWithin });
    return /\d+\.\d+(?:\.\d+)*/.exec(stdout)?.[0];
  } catch {
    return undefined;
  }
}
