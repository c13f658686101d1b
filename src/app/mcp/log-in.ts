import { createInterface } from "node:readline";
import { openBrowser } from "../../infra/process/open-browser.ts";
import { logIn } from "../../infra/mcp/log-in.ts";
import type { Services } from "../services.ts";
import { findService } from "./find-server.ts";
import { newLoginStore } from "./login-place.ts";
import { connectContext } from "./open-server.ts";
import { resolveServer } from "./resolve-server.ts";
import { nobodyThere } from "./server-pool.ts";

export interface LoginChoice {
  /** The address is told, and nothing is opened. */
  readonly browser: boolean;
  /** Keep it in a file. */
  readonly file: boolean;
  readonly tell: (text: string) => void;
}

/** Milliseconds that a person may take. */
const loginMs = 10 * 60_000;

/**
 * Logs a person in at a server; resolves when the server has taken the login, with false where it wants none. Throws
 * `AinError`.
 */
export async function logInAt(
  services: Services,
  name: string,
  { browser, file, tell }: LoginChoice,
  signal: AbortSignal,
): Promise<boolean> {
  await services.config();
  const found = await findService(services, name);
  const server = await resolveServer(found, services);
  if (server.kind !== "http") return false;
  const store = await newLoginStore(services, found, file);
  const log = services.hostFor("mcp").log;
  const events = {
    onLost: () => undefined,
    onChanged: () => undefined,
    onLog: (level: "debug" | "info" | "warn" | "error", text: string) => log[level](`${name}: ${text}`),
  };
  const { env, tty } = services.environment;
  let isAsked = false;
  let lines: ReturnType<typeof createInterface> | undefined;
  const open = (url: URL, take: (address: string) => boolean): void => {
    isAsked = true;
    void (browser ? openBrowser(url, env) : Promise.resolve(false)).then((isOpen) => {
      tell(isOpen ? `Your browser shows where to log in. If it does not: ${url.href}` : `Log in here: ${url.href}`);
      if (!tty.stdin) return;
      tell(
        "Where the browser runs on another machine, it ends at a page that can't be shown: paste the address of that page here.",
      );
      lines = createInterface({ input: process.stdin });
      lines.on("line", (line) => {
        if (!take(line)) tell("That is no address of such a page.");
      });
    });
  };
  try {
    const context = { ...connectContext(services, name, { questions: nobodyThere, events }, () => Promise.resolve(store)), open };
    const limits = { signal: AbortSignal.any([signal, AbortSignal.timeout(loginMs)]), timeoutMs: server.timeoutMs };
    await (await logIn(server, context, limits)).close();
    return isAsked;
  } finally {
    lines?.close();
  }
}
