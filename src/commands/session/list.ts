import { Command, Flags } from "@ainative-code/sdk/command";
import { services } from "../../app/services.ts";
import { printable } from "../../app/printable.ts";
import { tableOf } from "../../print/table.ts";
import type { Session } from "../../core/sessions/store.ts";

export default class SessionList extends Command {
  static override description = "List saved sessions, the last one used first.";
  static override examples = ["<%= config.bin %> session list", "<%= config.bin %> session list --all --limit 50 --json"];
  static override flags = {
    all: Flags.boolean({ char: "a", description: "Those of all folders, not only of this one." }),
    limit: Flags.integer({ char: "n", description: "How many at most.", default: 20, min: 1 }),
  };

  override async run(): Promise<readonly Session[]> {
    const { flags } = await this.parse(SessionList);
    const own = services(this.config);
    try {
      const store = await own.store();
      const sessions = await store.list({ limit: flags.limit, ...(flags.all ? {} : { cwd: own.environment.cwd }) });
      if (sessions.length === 0) this.log(flags.all ? "No sessions yet." : "No sessions in this folder yet. See all: --all");
      else this.log(tableOf(["ID", "CHANGED", "MESSAGES", "MODEL", "TITLE"], sessions.map(row)));
      return sessions;
    } finally {
      await own.close();
    }
  }
}

function row({ id, updatedAt, messageCount, model, title }: Session): readonly string[] {
  return [
    id.slice(0, 8),
    updatedAt.slice(0, 16).replace("T", " "),
    String(messageCount),
    printable(model ?? "-"),
    printable(title),
  ];
}
