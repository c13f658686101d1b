import type { Services } from "../services.ts";
import { hasMarker } from "./marker.ts";

/**
 * True on the first start, on a terminal: no model is configured, and setup has neither been run nor declined. A key
 * alone changes nothing: nobody can chat without a model. Nothing is sent, and no code of a plugin is loaded. A broken
 * config is for others to tell.
 */
export async function needsSetup(services: Pick<Services, "environment" | "folders" | "config">): Promise<boolean> {
  const { tty } = services.environment;
  if (!tty.stdin || !tty.stderr || hasMarker(services)) return false;
  return (await services.config()).core.model === undefined;
}
