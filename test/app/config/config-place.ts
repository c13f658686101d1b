import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ConfigPlace } from "../../../src/app/config-place.ts";
import type { PluginSchemas } from "../../../src/core/config/config-schema.ts";

export const openaiSchema = {
  type: "object",
  properties: {
    apiKey: { type: "string", "x-secret": true, "x-env": ["OPENAI_API_KEY"] },
    baseURL: { type: "string", format: "uri", default: "https://api.openai.com/v1", "x-env": ["OPENAI_BASE_URL"], "x-user-only": true },
    retries: { type: "integer", minimum: 0 },
  },
};

/** A user's home and a project in it, in a temporary folder. */
export interface TestPlace extends ConfigPlace {
  readonly userFile: string;
  readonly projectFile: string;
  readonly cacheFolder: string;
  /** Writes a file, its times some seconds back as those of most config files are. A project's is trusted. */
  put(file: string, text: string): void;
  with(change: { readonly env?: Record<string, string>; readonly plugins?: PluginSchemas }): ConfigPlace;
  remove(): void;
}

export function testPlace(): TestPlace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "config-place-")));
  const cwd = join(root, "home/project");
  mkdirSync(join(cwd, ".git"), { recursive: true });
  const folders = { config: join(root, "config"), cache: join(root, "cache") };
  const place = (env: Record<string, string>, plugins: PluginSchemas): ConfigPlace => ({
    environment: { env, home: join(root, "home"), cwd, platform: process.platform },
    folders,
    pluginSchemas: () => Promise.resolve(plugins),
  });
  const plugins = { openai: { schema: openaiSchema, plugin: "@ainative-code/plugin-openai" } };
  return {
    ...place({}, plugins),
    userFile: join(folders.config, "config.yaml"),
    projectFile: join(cwd, ".ainative-code/config.yaml"),
    cacheFolder: folders.cache,
    put(file, text) {
      if (file === join(cwd, ".ainative-code/config.yaml")) trust(folders.config, cwd);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      utimesSync(file, new Date(Date.now() - 10_000), new Date(Date.now() - 10_000));
    },
    with: (change) => place(change.env ?? {}, change.plugins ?? plugins),
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function trust(config: string, folder: string): void {
  mkdirSync(config, { recursive: true });
  writeFileSync(join(config, "projects.json"), JSON.stringify({ projects: { [folder]: { allow: [], trustedAt: "2026-01-01T00:00:00.000Z" } } }));
}
