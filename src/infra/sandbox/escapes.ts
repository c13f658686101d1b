import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Fence } from "../../core/sandbox/fence.ts";
import { runTrial } from "./escape-trial.ts";
import type { TrialPlace } from "./escape-trial.ts";
import { asOneProgram } from "./one-program.ts";
import { listenAt, outerAddress } from "./trial-listener.ts";

/** One way out of the fence. */
export interface Escape {
  readonly name: string;
  /** What it tries, in a few words. */
  readonly about: string;
  /** Tries it, fenced or not, and tells whether it succeeded. */
  attempt(place: TrialPlace, fence: Fence | undefined): Promise<boolean>;
}

export const escapes: readonly Escape[] = [
  {
    name: "write-outside",
    about: "write a file outside the working directory",
    attempt: async (place, fence) => makes(place, fence, `echo x > '${place.outside}/made'`, join(place.outside, "made")),
  },
  {
    name: "write-through-symlink",
    about: "write outside through a symbolic link that is inside",
    async attempt(place, fence) {
      if (!existsSync(join(place.project, "link"))) symlinkSync(place.outside, join(place.project, "link"));
      return makes(place, fence, "echo x > link/through", join(place.outside, "through"));
    },
  },
  { name: "read-process", about: "read the environment of another process in /proc", attempt: readProcess },
  {
    name: "network",
    about: "reach an address of this machine's network",
    attempt: async (place, fence) => reaches(place, fence, outerAddress()),
  },
  {
    name: "loopback",
    about: "reach a server on this machine's loopback",
    attempt: async (place, fence) => reaches(place, fence, "127.0.0.1"),
  },
  { name: "kill-parent", about: "kill the process that started it", attempt: killParent },
  {
    name: "read-ssh-key",
    about: "read a private key in ~/.ssh",
    attempt: async (place, fence) => (await runTrial(place, fence, "cat ~/.ssh/id_ed25519")).includes(place.secret),
  },
  { name: "write-config", about: "write our own settings, .mcp.json or a hook of git", attempt: writeConfig },
];

async function makes(
  place: TrialPlace,
  fence: Fence | undefined,
  command: string,
  ...files: readonly string[]
): Promise<boolean> {
  await runTrial(place, fence, command);
  return files.some((file) => existsSync(file));
}

async function writeConfig(place: TrialPlace, fence: Fence | undefined): Promise<boolean> {
  const { home, project } = place;
  const files = [
    ".ainative-code/config.yaml", ".mcp.json", ".claude/commands/x.md", ".git/hooks/pre-commit", ".git/commondir",
  ].map((name) => join(project, name));
  files.push(join(home, ".config/ainative-code/config.yaml"));
  const lines = files.map((file) => `mkdir -p "$(dirname '${file}')"; echo x > '${file}'`);
  // What is kept might be got round by moving its folder away.
  const moved = "mv .git .git-away && mkdir -p .git/hooks && echo x > .git/hooks/pre-commit";
  return makes(place, fence, [...lines, moved].join("\n"), ...files);
}

async function readProcess(place: TrialPlace, fence: Fence | undefined): Promise<boolean> {
  const victim = spawn("/bin/sleep", ["60"], { stdio: "ignore", env: { SECRET: place.secret } });
  try {
    await once(victim, "spawn");
    // Of a machine full of processes more comes than is kept of a command.
    return (await runTrial(place, fence, "cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | grep -a '^SECRET='")).includes(
      place.secret,
    );
  } finally {
    victim.kill("SIGKILL");
  }
}

async function reaches(place: TrialPlace, fence: Fence | undefined, host: string): Promise<boolean> {
  await using listener = await listenAt(host);
  // Programs that take a proxy are told of it by the environment; this one takes none.
  await runTrial(place, fence, `exec 3<>/dev/tcp/${host}/${String(listener.port)} && cat <&3`);
  return listener.reached;
}

/** The parent is a shell that says something if it is left to. */
async function killParent({ project }: TrialPlace, fence: Fence | undefined): Promise<boolean> {
  const script = ["/bin/sh", "-c", "kill -KILL $PPID"];
  const start = await fence?.wrap(script, { cwd: project });
  const words = start === undefined ? script : asOneProgram(start);
  const parent = spawn("/bin/sh", ["-c", '"$@"; echo survived', "sh", ...words], {
    cwd: project,
    stdio: ["ignore", "pipe", "ignore"],
  });
  let told = "";
  parent.stdout.on("data", (chunk: Buffer) => (told += chunk.toString("utf8")));
  await once(parent, "close");
  start?.done();
  return !told.includes("survived");
}
