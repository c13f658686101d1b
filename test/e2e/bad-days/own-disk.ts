import { spawn, spawnSync } from "node:child_process";
import type { Scene } from "./scene.ts";

/** Why tests with a disk of their own are skipped, where they are. */
const needsOwnDisk = "skipped: unshare may not mount here (apt install util-linux, or allow user namespaces)";

/** For `before`: skips, with the reason, where a process may not have mounts of its own: a container may forbid them. */
export function canMount(this: Mocha.Context): void {
  const { status } = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]);
  if (status === 0) return;
  process.stderr.write(`      ${needsOwnDisk}\n`);
  this.skip();
}

/** Runs shell commands in a world with mounts of its own, which end with it; returns what they print on stdout. */
export async function withMounts(scene: Scene, script: string, env: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn("unshare", ["-rm", "sh", "-euc", script], {
    cwd: scene.home.project,
    env: { ...scene.home.env, OPENAI_BASE_URL: scene.server.baseURL, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  const code = await new Promise((resolve) => void child.once("close", resolve));
  if (code !== 0) throw new Error(`ended with ${String(code)}:\n${script}\n${out}`);
  return out;
}
