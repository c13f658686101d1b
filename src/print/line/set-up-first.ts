import { printable } from "../../app/printable.ts";
import { needsSetup } from "../../app/setup/needs-setup.ts";
import { offerSetup } from "../../app/setup/offer-setup.ts";
import type { Services } from "../../app/services.ts";
import { themeSamples } from "./theme-samples.ts";
import { setupText } from "../setup-text.ts";

/** The first time, everything is made ready before the conversation begins. Throws what setup throws. */
export async function setUpFirst(services: Services): Promise<void> {
  if (!(await needsSetup(services))) return;
  if (process.stdin.isRaw) {
    // Boot has painted the beginning of a conversation that does not begin yet.
    process.stdin.setRawMode(false);
    process.stdout.write("\r\x1b[K");
  }
  // Between its questions the terminal's own Ctrl+C ends the program, as it does in any command that has asked for no signal.
  const notice = (text: string): void => void process.stderr.write(`${printable(text)}\n`);
  const done = await offerSetup(services, new AbortController().signal, notice, themeSamples);
  if (done === undefined) return;
  process.stdout.write(`${setupText(done)}\n`);
  await services.reloadConfig();
}
