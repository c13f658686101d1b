import { statSync } from "node:fs";
import { AinError } from "@ainative-code/sdk";
import type { Fence, NoFence } from "../core/sandbox/fence.ts";
import type { FenceState } from "../core/sandbox/fence-state.ts";
import type { Contributions } from "../core/plugins/contributions.ts";
import type { CoreConfig } from "../core/config/core-config.ts";
import type { Folders } from "../core/config/folders.ts";
import { realPathOf } from "../infra/files/real-path-of.ts";
import type { Environment } from "./environment.ts";
import { profileOf } from "./sandbox-profile.ts";

export type SandboxSettings = CoreConfig["sandbox"];

type Tell = (message: string) => boolean;
type Fenced = "commands" | "MCP servers";

/** Where a sandbox stands. `Services` is one. */
export interface SandboxPlace {
  readonly environment: Pick<Environment, "env" | "home" | "cwd" | "platform">;
  readonly folders: Folders;
  /** The plugins that are installed, as far as their manifests tell. */
  readonly contributions: Pick<Contributions, "plugins">;
  config(): Promise<{ readonly core: Pick<CoreConfig, "sandbox"> }>;
}

/** What fences the commands of one process. The fence is made with the first of them, and anew when its settings change. */
export class Sandbox {
  readonly #place: SandboxPlace;
  #added: readonly string[] = [];
  readonly #tell = new Map<Fenced, Tell>();
  #made: { readonly settings: string; readonly fence: Promise<Fence | NoFence> } | undefined;

  constructor(place: SandboxPlace) {
    this.#place = place;
  }

  /** Whether commands are fenced. Throws `permission-denied` where they have to be and can't. */
  async state(): Promise<FenceState> {
    const { sandbox } = (await this.#place.config()).core;
    if (sandbox.mode === "off") return { kind: "off" };
    const fence = await this.#open(sandbox);
    const isRequired = sandbox.mode === "required";
    if ("kind" in fence) return { kind: "on", isRequired };
    if (isRequired) throw refused(fence);
    this.tellMissing("commands", fence);
    return { kind: "missing", why: fence.missing };
  }

  /** What a command runs behind; nothing where there is no fence and none is required. Throws as `state`. */
  async fence(): Promise<Fence | undefined> {
    const state = await this.state();
    if (state.kind !== "on") return undefined;
    const fence = await this.#made?.fence;
    return fence !== undefined && "kind" in fence ? fence : undefined;
  }

  /** Folders that were added for this run, absolute, symlinks resolved: tools reach them as they reach the working directory. */
  get added(): readonly string[] {
    return this.#added;
  }

  /** Throws `invalid-input` for what is no folder. */
  add(folders: readonly string[]): void {
    const { cwd } = this.#place.environment;
    this.#added = [...new Set([...this.#added, ...folders.map((folder) => addedFolder(cwd, folder))])];
  }

  /** Begins to make the fence, so that the first command finds it made. Never throws. */
  warm(): void {
    const made = async (): Promise<unknown> => {
      const { sandbox } = (await this.#place.config()).core;
      return sandbox.mode === "off" ? undefined : this.#open(sandbox);
    };
    void made().catch(() => undefined);
  }

  /** Hears what to tell a person, when a command is to run and there is no fence for it, until it returns that it was told. */
  onMissing(tell: Tell): void {
    for (const what of ["commands", "MCP servers"] as const) if (!this.#tell.has(what)) this.#tell.set(what, tell);
  }

  /** Tells that something runs without a fence, unless that was told. */
  tellMissing(what: Fenced, fence: NoFence): void {
    if (this.#tell.get(what)?.(complaint(what, fence)) === true) this.#tell.delete(what);
  }

  async #open(settings: SandboxSettings): Promise<Fence | NoFence> {
    const key = JSON.stringify([settings, this.#added]);
    if (this.#made?.settings !== key) {
      const before = this.#made;
      this.#made = {
        settings: key,
        fence: openedFence(this.#place, { ...settings, writable: [...settings.writable, ...this.#added] }),
      };
      await closeFence(before);
    }
    return this.#made.fence;
  }

  /** Removes what the fence made; the next command makes a new one. Never throws. */
  async close(): Promise<void> {
    const made = this.#made;
    this.#made = undefined;
    await closeFence(made);
  }
}

const sandboxes = new WeakMap<object, Sandbox>();

/** The sandbox of this process. */
export function sandboxOf(services: SandboxPlace): Sandbox {
  const known = sandboxes.get(services);
  if (known !== undefined) return known;
  const made = new Sandbox(services);
  sandboxes.set(services, made);
  return made;
}

/** The fence that this machine can make under these settings. Never throws. */
export async function openedFence(
  { environment, folders, contributions }: SandboxPlace,
  settings: SandboxSettings,
): Promise<Fence | NoFence> {
  const { openFence } = await import("../infra/sandbox/open-fence.ts");
  return openFence({
    platform: environment.platform,
    path: environment.env["PATH"],
    profile: profileOf({ environment, folders, contributions }, settings),
  });
}

async function closeFence(made: { readonly fence: Promise<Fence | NoFence> } | undefined): Promise<void> {
  const fence = await made?.fence;
  if (fence !== undefined && "kind" in fence) await fence.close();
}

function addedFolder(cwd: string, folder: string): string {
  const path = realPathOf(cwd, folder);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return path;
  throw new AinError("invalid-input", `--add-dir: ${folder} is no folder.`, { actions: ["Name a folder that exists."] });
}

function complaint(what: Fenced, { missing, actions: [first = ""] }: NoFence): string {
  const so = what === "commands" ? "each one is asked about" : "they run as they are";
  return `There is no sandbox for ${what}, so ${so}: ${missing}. ${first}. More: ainative-code sandbox status.`;
}

function refused({ missing, actions }: NoFence): AinError {
  return new AinError(
    "permission-denied",
    `Refused: commands have to run in the sandbox (sandbox.mode is required), and ${missing}.`,
    { actions },
  );
}
