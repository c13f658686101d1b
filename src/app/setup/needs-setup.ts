import { declaredSecrets } from "../../core/auth/declared-secrets.ts";
import { isAtHand } from "../../core/auth/is-at-hand.ts";
import type { Services } from "../services.ts";
import { hasMarker } from "./marker.ts";

/**
 * True on the first start, on a terminal: no model is configured, no key is set, and setup has neither been run nor
 * declined. Nothing is sent, and no code of a plugin is loaded. A broken config is for others to tell.
 */
export async function needsSetup(services: Pick<Services, "environment" | "folders" | "contributions" | "config">): Promise<boolean> {
  const { tty, env } = services.environment;
  if (!tty.stdin || !tty.stderr || hasMarker(services)) return false;
  const config = await services.config();
  if (config.core.model !== undefined) return false;
  return !declaredSecrets(services.contributions).some(({ plugin, name }) => isAtHand(config.secret(plugin, name), env));
}
