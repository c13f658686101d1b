import { failureText } from "../failure-text.ts";
import { toAinError } from "@ainative-code/sdk";
import { configFiles } from "../config-files.ts";
import { fileStamp } from "../../infra/config-files/read-text-file.ts";
import type { Config } from "../config.ts";
import type { Services } from "../services.ts";

/** What became of changed settings. */
export type Reloaded =
  | { readonly kind: "changed"; readonly keys: readonly string[] }
  /** The old ones stay in force. `why` is for a person, with file and line. */
  | { readonly kind: "broken"; readonly why: string };

/**
 * Looks, whenever it is asked, whether a file of settings is another than the last time, and takes over what it says. It
 * is asked before each prompt: nothing changes in the middle of a turn.
 */
export function settingsWatch(services: Services): () => Promise<Reloaded | undefined> {
  const stamp = (): string => {
    const { organisation, project, user } = configFiles(services);
    return [organisation, project, user]
      .filter((file) => file !== undefined)
      .map((file) => `${file} ${fileStamp(file) ?? "none"}`)
      .join("|");
  };
  let last = stamp();
  return async () => {
    const now = stamp();
    if (now === last) return undefined;
    last = now;
    const before = await services.config();
    try {
      const keys = changedKeys(before, await services.reloadConfig());
      return keys.length === 0 ? undefined : { kind: "changed", keys };
    } catch (thrown) {
      return { kind: "broken", why: failureText(toAinError(thrown).toJSON()) };
    }
  };
}

function changedKeys(before: Config, after: Config): readonly string[] {
  const old = new Map(before.entries().map(({ key, value }) => [key, JSON.stringify(value)]));
  return after.entries().filter(({ key, value }) => old.get(key) !== JSON.stringify(value)).map(({ key }) => key);
}
