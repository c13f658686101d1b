import type { ProviderRequest } from "@ainative-code/sdk";
import { AutoCompaction } from "../../core/agent/auto-compaction.ts";
import type { CompactParts } from "../../core/agent/compact.ts";
import type { Services } from "../services.ts";

/** What every request of a conversation begins with. */
export type RequestHead = Pick<ProviderRequest, "system" | "tools">;

interface Source {
  readonly parts: () => CompactParts;
  readonly head: () => RequestHead;
}

/** Sums up by what the catalogue knows of the model, and by the settings as they are at each prompt. */
export function autoCompaction(services: Services, { parts, head }: Source): AutoCompaction {
  return new AutoCompaction({
    parts,
    head,
    share: async () => (await services.config()).core.chat.autoCompact,
    async room() {
      const catalogue = await services.catalogue().catch(() => undefined);
      const entry = catalogue?.find(parts().model);
      return entry?.maxInput ?? entry?.window;
    },
  });
}
