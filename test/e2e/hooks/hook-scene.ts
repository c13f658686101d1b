import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ScriptedReply } from "@ainative-code/test-kit";
import { scene, type Scene } from "../bad-days/scene.ts";

/** Answers in turn; what comes after the last is the last again. */
export async function replying(...replies: readonly [ScriptedReply, ...ScriptedReply[]]): Promise<Scene> {
  let asked = 0;
  return scene(() => replies[Math.min(asked++, replies.length - 1)] ?? replies[0]);
}

/** A hook as a script of a shell that notes what it was told in `seen-NAME`; gives the command for it. */
export function hook(s: Scene, name: string, body: string): string {
  const file = join(s.home.home, `${name}.sh`);
  writeFileSync(file, `#!/bin/sh\ncat >> "${join(s.home.home, `seen-${name}`)}"; echo >> "${join(s.home.home, `seen-${name}`)}"\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** What a hook was told, each time it ran. */
export function seenBy(s: Scene, name: string): readonly Readonly<Record<string, unknown>>[] {
  const file = join(s.home.home, `seen-${name}`);
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8").split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}

type Groups = readonly { readonly matcher?: string; readonly hooks: readonly { readonly command: string; readonly timeout?: number }[] }[];

/** Writes hooks into the settings of the user, or of the project. */
export function setHooks(s: Scene, hooks: Readonly<Record<string, Groups>>, layer: "user" | "project" = "user"): void {
  const folder = layer === "user" ? s.home.config : join(s.home.project, ".ainative-code");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "config.yaml"), JSON.stringify({ hooks }));
}
