import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Scene } from "../bad-days/scene.ts";

export function put(s: Scene, path: string, text: string): void {
  const file = join(s.home.project, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
}

export interface Asked {
  readonly role: string;
  readonly text: string;
}

/** The messages of a request. */
export function asked(s: Scene, index: number): readonly Asked[] {
  const messages: unknown = s.server.requests[index]?.body["messages"];
  return (Array.isArray(messages) ? messages : []).map((message: object) => ({
    role: String(Reflect.get(message, "role")),
    text: JSON.stringify(Reflect.get(message, "content")),
  }));
}

/** Reads these files one after the other, then says that it is done. */
export function reads(...paths: readonly string[]): () => { readonly text: string } | { readonly calls: readonly [{ readonly name: string; readonly input: { readonly path: string } }] } {
  let step = 0;
  return () => {
    const path = paths[step];
    step += 1;
    return path === undefined ? { text: "Done." } : { calls: [{ name: "read", input: { path } }] };
  };
}
