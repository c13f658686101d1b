import type { TempHome } from "@ainative-code/test-kit";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../../boot/built-cli.ts";

/** A plugin made for a test: its package.json without name and version, and its other files. */
export interface MadePlugin {
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, string>>;
}

/** The part of a manifest that names `register.js` as the hook. */
export const takesHooks = { ainative: { api: 1 }, oclif: { hooks: { "ainative:register": "./register.js" } } };

/** Puts a plugin into a home, as `plugins install` does it. Gives its folder. */
export function placePlugin(home: TempHome, name: string, { manifest = {}, files = {} }: MadePlugin): string {
  const folder = enter(home, name);
  const all = { "package.json": JSON.stringify({ name, version: "1.0.0", type: "module", oclif: {}, ...manifest }), ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The same for a plugin of the fixtures, which may be given another name. */
export function placeFixture(home: TempHome, fixture: string, name = fixture): string {
  const folder = enter(home, name);
  cpSync(join(root, "test/fixtures/plugins", fixture), folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as object;
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, name }));
  return folder;
}

/** A copy of the SDK of its own, as npm gives one to each home. */
export function placeSdk(home: TempHome): void {
  const sdk = join(home.data, "node_modules/@ainative-code/sdk");
  for (const part of ["package.json", "dist"]) cpSync(join(root, "plugins/sdk", part), join(sdk, part), { recursive: true });
}

function enter(home: TempHome, name: string): string {
  const file = join(home.data, "package.json");
  mkdirSync(home.data, { recursive: true });
  const known = read(file);
  const plugins = [...known, { name, tag: "latest", type: "user" }];
  writeFileSync(file, JSON.stringify({ name: "ainative-code", private: true, oclif: { schema: 1, plugins } }));
  const folder = join(home.data, "node_modules", name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function read(file: string): readonly unknown[] {
  try {
    const { oclif } = JSON.parse(readFileSync(file, "utf8")) as { readonly oclif: { readonly plugins: readonly unknown[] } };
    return oclif.plugins;
  } catch {
    return [];
  }
}
