import { rm } from "node:fs/promises";
import { isRecord } from "../../core/config/is-record.ts";
import { longestKeychainSecret, type Keychain } from "../../core/auth/keychain.ts";
import type { LoginStore, SavedLogin } from "../../core/mcp/saved-login.ts";
import { readTextFile } from "../config-files/read-text-file.ts";
import { writeConfigFile } from "../config-files/write-config-file.ts";

/** In entries `NAME.0`, `NAME.1`, …: tokens are often longer than what an entry takes. */
export function keychainLoginStore(keychain: Keychain, name: string): LoginStore {
  const pieces = async (): Promise<readonly string[]> => {
    const first = await keychain.get(`${name}.0`);
    const [, count = "0", text = ""] = /^(\d+):([^]*)$/.exec(first ?? "") ?? [];
    const rest = await Promise.all(
      Array.from({ length: Math.max(Number(count) - 1, 0) }, async (_, index) => keychain.get(`${name}.${index + 1}`)),
    );
    return first === undefined ? [] : [text, ...rest.map((piece) => piece ?? "")];
  };
  return {
    read: async () => loginOf((await pieces()).join("")),
    async write(login) {
      const before = (await pieces()).length;
      const text = JSON.stringify(login);
      const parts = text.match(new RegExp(`[^]{1,${longestKeychainSecret - 10}}`, "g")) ?? [];
      // The first one last: it is what makes the others count.
      for (const [index, part] of [...parts.entries()].toReversed()) {
        await keychain.set(`${name}.${index}`, index === 0 ? `${parts.length}:${part}` : part);
      }
      for (let index = parts.length; index < before; index += 1) await keychain.remove(`${name}.${index}`);
    },
    async remove() {
      const { length } = await pieces();
      for (let index = 0; index < length; index += 1) await keychain.remove(`${name}.${index}`);
      return length > 0;
    },
  };
}

/** In a file that only the user can read. */
export function fileLoginStore(file: string): LoginStore {
  return {
    read: async () => Promise.resolve(loginOf(readTextFile(file)?.text ?? "")),
    write: async (login) => writeConfigFile(file, `${JSON.stringify(login)}\n`, { sensitive: true }),
    async remove() {
      const was = readTextFile(file) !== undefined;
      await rm(file, { force: true });
      return was;
    },
  };
}

/** Nothing is kept, and nothing can be. */
export const noLoginStore: LoginStore = {
  read: () => Promise.resolve({}),
  write: () => Promise.resolve(),
  remove: () => Promise.resolve(false),
};

/** What can't be read counts as no login: a new one puts it right. */
function loginOf(text: string): SavedLogin {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
