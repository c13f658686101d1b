import { changedSince, offerTrust, untrustedFiles } from "../../app/offer-trust.ts";
import type { Services } from "../../app/services.ts";

/** Before a conversation in a folder that brings settings of its own, the person says whether they count. */
export async function trustFirst(services: Services): Promise<void> {
  if (untrustedFiles(services).length === 0 && (await changedSince(services)) === "") return;
  if (process.stdin.isRaw) {
    // Boot has painted the beginning of a conversation that does not begin yet.
    process.stdin.setRawMode(false);
    process.stdout.write("\r\x1b[K");
  }
  await offerTrust(services);
}
