import { AinError } from "@ainative-code/sdk";
import type { Session } from "../../core/sessions/store.ts";
import type { Services } from "../services.ts";

/** The last conversations of this folder, newest first. */
export async function pastSessions(services: Services, limit: number): Promise<readonly Session[]> {
  const store = await services.store();
  return store.list({ limit, cwd: services.environment.cwd });
}

/** One by its id or the beginning of it. Throws `invalid-input` where there is none. */
export async function pastSession(services: Services, id: string): Promise<Session> {
  const session = await (await services.store()).find(id);
  if (session !== undefined) return session;
  throw new AinError("invalid-input", `There is no session "${id}".`, { actions: ["See the last ones: /resume"] });
}
