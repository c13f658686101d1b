import { systemParts } from "../../core/agent/system-prompt.ts";
import type { SystemPart } from "../../core/agent/system-prompt.ts";
import { skillsPart } from "../../core/context/skill.ts";
import { systemClock } from "../clock.ts";
import type { Services } from "../services.ts";
import { skillsOf } from "./skills.ts";
import { projectRules } from "./rules-context.ts";

export interface SystemOptions {
  /** In place of the standard role. */
  readonly systemPrompt?: string | undefined;
  readonly appendSystemPrompt?: string | undefined;
}

/** The head of every request of a session, part by part. */
export async function systemOf(
  services: Services,
  { systemPrompt: instead, appendSystemPrompt: appended }: SystemOptions,
  onNotice: (text: string) => void,
): Promise<readonly SystemPart[]> {
  const { cwd, platform } = services.environment;
  const date = new Date(systemClock.now()).toISOString().slice(0, 10);
  const [rules, skills] = await Promise.all([projectRules(services, onNotice), skillsOf(services, onNotice)]);
  return systemParts({ cwd, platform, date, rules, skills: skillsPart(skills), instead, appended });
}
