import { AinError } from "@ainative-code/sdk";
import type { SessionChoice } from "./open-session.ts";
import type { Services } from "./services.ts";

export interface SessionFlags {
  readonly latest: boolean;
  /** Empty: `--resume` without an id. */
  readonly resume: string | undefined;
}

/** How many sessions are offered to choose from. */
const offered = 20;

export async function sessionChoice(services: Services, { latest, resume }: SessionFlags): Promise<SessionChoice> {
  if (latest) return { kind: "latest" };
  if (resume === undefined) return { kind: "new" };
  return { kind: "by-id", id: resume === "" ? await chosen(services) : resume };
}

/** Lets a person choose; without a terminal the last sessions are told instead. */
async function chosen(services: Services): Promise<string> {
  const { tty, cwd } = services.environment;
  const store = await services.store();
  const sessions = await store.list({ limit: offered, cwd });
  if (sessions.length === 0) {
    throw new AinError("invalid-input", "There is no session in this folder to resume.", {
      actions: ["See those of all folders: ainative-code session list --all"],
    });
  }
  if (!tty.stdin || !tty.stderr) {
    throw new AinError("invalid-input", "Which session? Without a terminal --resume needs an id.", {
      actions: sessions.slice(0, 5).map(({ id, title }) => `--resume ${id.slice(0, 8)} (${title})`),
    });
  }
  const { chooseSession } = await import("../infra/prompt/choose-session.ts");
  return chooseSession(sessions);
}
