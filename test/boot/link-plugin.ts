import type { TempHome } from "@ainative-code/test-kit";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./built-cli.ts";

/** Puts the plugin of the fixtures into a home, as `plugins link` does it. */
export function linkPlugin(home: TempHome): void {
  const folder = join(home.root, "linked-plugin");
  cpSync(join(root, "test/fixtures/linked-plugin"), folder, { recursive: true });
  // A copy of its own, as npm would install it.
  const sdk = join(folder, "node_modules/@ainative-code/sdk");
  for (const part of ["package.json", "dist"]) cpSync(join(root, "plugins/sdk", part), join(sdk, part), { recursive: true });
  mkdirSync(home.data, { recursive: true });
  const plugins = [{ name: "linked-plugin", root: folder, type: "link" }];
  writeFileSync(join(home.data, "package.json"), JSON.stringify({ oclif: { schema: 1, plugins } }));
}
