import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { AinError } from "@ainative-code/sdk";
import type { LoginStore } from "../../core/mcp/saved-login.ts";
import type { HttpServer } from "../../core/mcp/server.ts";
import { openKeychain } from "../../infra/secrets/open-keychain.ts";
import type { Services } from "../services.ts";

type Place = Pick<Services, "environment" | "folders">;

/** Where the login at a server is: in its file where there is one, else in the keychain; nowhere where that can't be used. */
export async function loginStore(place: Place, server: HttpServer): Promise<LoginStore> {
  const { fileLoginStore, keychainLoginStore, noLoginStore } = await import("../../infra/mcp/login-stores.ts");
  const file = loginFile(place, server);
  if (existsSync(file)) return fileLoginStore(file);
  const opened = await openKeychain(place.environment);
  return "keychain" in opened ? keychainLoginStore(opened.keychain, entryOf(server)) : noLoginStore;
}

/** Where a new login is going to be kept. Never in a file unless that was asked for: throws `not-configured`. */
export async function newLoginStore(place: Place, server: HttpServer, inFile: boolean): Promise<LoginStore> {
  const { fileLoginStore, keychainLoginStore } = await import("../../infra/mcp/login-stores.ts");
  const file = loginFile(place, server);
  if (inFile || existsSync(file)) return fileLoginStore(file);
  const opened = await openKeychain(place.environment);
  if ("keychain" in opened) return keychainLoginStore(opened.keychain, entryOf(server));
  throw new AinError("not-configured", `The login can't be kept. ${opened.unusable}`, {
    actions: [
      ...opened.actions.filter((action) => !action.includes("--file")),
      `Or keep it in a file that is yours alone (${file}): add --file`,
    ],
  });
}

function loginFile({ folders }: Place, server: HttpServer): string {
  return join(folders.data, "secrets", entryOf(server));
}

/** By name and address: a server that moved elsewhere is another one, and gets no token of the first. */
function entryOf({ name, url }: HttpServer): string {
  const mark = createHash("sha256").update(`${name}\n${url}`).digest("hex").slice(0, 24);
  return `mcp.${mark}`;
}
