import { redactShapes } from "../../core/events/secret-shapes.ts";
import { historyFile } from "../../infra/terminal/history-file.ts";
import type { HistoryFile } from "../../infra/terminal/history-file.ts";
import { keepsNothing } from "../ephemeral.ts";
import type { Services } from "../services.ts";

/** What was entered in conversations, in the data folder. An input in which something looks like a key is not kept. */
export function inputHistory(services: Pick<Services, "folders">): HistoryFile {
  const file = historyFile(`${services.folders.data}/history`);
  return {
    read: () => file.read(),
    add(input) {
      if (redactShapes(input) === input && !keepsNothing(services)) file.add(input);
    },
  };
}
