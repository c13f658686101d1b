import { existsSync } from "node:fs";
import type { SandboxRuntimeConfig } from "@anthropic-ai/sandbox-runtime";
import { join } from "node:path";
import { findShell } from "../process/shell.ts";
import type { Fence, FenceProfile, NoFence } from "../../core/sandbox/fence.ts";
import { keptNames } from "../../core/sandbox/kept-names.ts";
import { quoted } from "../../core/sandbox/quoted.ts";
import { mayMakeIn } from "./may-make.ts";
import { shownIn } from "./mounts.ts";
import { placeKind } from "./place-kind.ts";
import { usePlaceholders } from "./placeholders.ts";
import { isStandIn, standInFor } from "./stand-ins.ts";
import { sessionTemp } from "./session-temp.ts";

/**
 * A fence that lets some hosts through, by proxies that run in this process. One at a time in a process: the library
 * keeps its state for itself. `path` is the variable `PATH`. It gives its commands a folder for temporary files, and not a
 * `/tmp` of their own.
 */
export async function libraryFence(profile: Omit<FenceProfile, "temp">, path: string | undefined): Promise<Fence | NoFence> {
  const library = await import("@anthropic-ai/sandbox-runtime").catch(() => undefined);
  if (library === undefined) {
    return {
      missing: "allowed domains need the package @anthropic-ai/sandbox-runtime, which is not installed",
      actions: ["Install ainative-code again", "Or allow no domains: sandbox.allowedDomains []"],
    };
  }
  const { SandboxManager: manager } = library;
  const folder = sessionTemp();
  try {
    await manager.initialize(settingsOf({ ...profile, temp: folder.inside }));
  } catch (thrown) {
    folder.remove();
    return { missing: thrown instanceof Error ? thrown.message : String(thrown), actions: [] };
  }
  const shell = findShell({ env: { PATH: path }, platform: process.platform }).file;
  return {
    kind: "library",
    async wrap(argv, { cwd }) {
      const command = `export TMPDIR=${quoted(folder.inside)} NODE_USE_ENV_PROXY=1; exec ${argv.map(quoted).join(" ")}`;
      const giveBack = usePlaceholders(profile.writable.map(settingsFolderOf).filter(isStandIn));
      const { argv: [file = shell, ...args] } = await manager.wrapWithSandboxArgv(command, shell, undefined, undefined, cwd);
      const done = (): void => {
        manager.cleanupAfterCommand();
        giveBack();
      };
      return { file, args, env: {}, done };
    },
    async close() {
      await manager.reset().catch(() => undefined);
      folder.remove();
    },
  };
}

/** What tells git where its settings are, made to stand where there is none. */
function settingsFolderOf(root: string): string {
  const path = join(root, ".git/commondir");
  if (placeKind(join(root, ".git/HEAD")) === "file") standInFor(path);
  return path;
}

function settingsOf({ writable, hidden, kept: own, homes = [], domains, temp }: FenceProfile): SandboxRuntimeConfig {
  // The library can't hold free what it can't make; where nothing can be made, it is only read.
  const opened = writable.filter(mayMakeIn);
  const literal = (paths: readonly string[]): { path: string; literal: true }[] => paths.map((path) => ({ path, literal: true }));
  return {
    network: { allowedDomains: [...domains], deniedDomains: [] },
    filesystem: {
      denyRead: literal([...hidden.filter((path) => existsSync(path)), "/run"]),
      allowWrite: literal([...opened.flatMap((root) => (homes.includes(root) ? shownIn(root) : [root])), temp]),
      denyWrite: literal([...own, ...opened.flatMap((root) => keptNames.map((name) => join(root, name)))]),
    },
  };
}
