import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/** The npm that `plugins install` runs. */
const pluginPlugins = createRequire(import.meta.url).resolve("@oclif/plugin-plugins");
const npm = join(dirname(createRequire(pluginPlugins).resolve("npm/package.json")), "bin/npm-cli.js");

/** A registry on loopback that has what is published to it, and nothing else. */
export interface Registry {
  readonly url: string;
  /** Publishes every package below `folder`/packages, in one go. */
  publish(folder: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts Verdaccio without uplinks; it keeps its things in `folder`. */
export async function startRegistry(folder: string): Promise<Registry> {
  mkdirSync(folder, { recursive: true });
  const env = { PATH: process.env["PATH"], HOME: folder };
  const child = fork(join(import.meta.dirname, "programs/serve-packages.ts"), [folder], { env, execArgv: [], stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const exited = once(child, "exit");
  const failed = exited.then(([code]) => {
    throw new Error(`the registry ended with ${String(code)}: ${complaints}`);
  });
  const [{ port }] = (await Promise.race([once(child, "message"), failed])) as [{ readonly port: number }];
  failed.catch(() => undefined);
  const url = `http://127.0.0.1:${port}/`;
  // npm insists on a token, the registry does not look at it.
  const userconfig = join(folder, "npmrc");
  writeFileSync(userconfig, `registry=${url}\n//127.0.0.1:${port}/:_authToken=nobody\n`);
  return {
    url,
    publish: async (packages) => {
      const options = { cwd: packages, env: { ...env, npm_config_userconfig: userconfig } };
      await promisify(execFile)(process.execPath, [npm, "publish", "--workspaces", "--ignore-scripts"], options);
    },
    stop: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
