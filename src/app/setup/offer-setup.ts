import type { Services } from "../services.ts";
import { writeMarker } from "./marker.ts";
import { openSetup } from "./open-setup.ts";
import type { SetupDone } from "./run-setup.ts";
import type { SetupContext } from "./setup-context.ts";

/**
 * For a first start on a terminal (see `needsSetup`): asks whether to set up now, and does it. `undefined` where the
 * person declines; then it is not offered again. Throws `cancelled` when they leave a question.
 */
export async function offerSetup(
  services: Services,
  signal: AbortSignal,
  notice: (text: string) => void,
  samples: SetupContext["samples"] = {},
): Promise<SetupDone | undefined> {
  const { terminalQuestions } = await import("../../infra/prompt/terminal-questions.ts");
  const { printable } = await import("../printable.ts");
  const questions = terminalQuestions(printable);
  const isWanted = await questions.confirm("No model is set up yet. Do it now?", true);
  if (isWanted) return openSetup(services, { interactive: true, samples }).run(signal, notice);
  questions.tell("Later: ainative-code setup");
  await writeMarker(services, "declined");
  return undefined;
}
