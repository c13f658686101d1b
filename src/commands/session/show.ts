import { AinError } from "@ainative-code/sdk";
import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { services } from "../../app/services.ts";
import type { Session } from "../../core/sessions/store.ts";
import { sessionPage, type ShownMessage } from "../../app/session-page.ts";
import { sessionUsage } from "../../app/usage-report.ts";
import type { UsageFigures } from "../../app/usage-report.ts";
import { familyLines } from "../../print/family-lines.ts";
import { transcript } from "../../print/transcript.ts";
import { totalLines } from "../../print/usage/usage-picture.ts";

export default class SessionShow extends Command {
  static override description = "Show a saved session: what was said and done.";
  static override examples = ["<%= config.bin %> session show 1f3a", "<%= config.bin %> session show 1f3a --json"];
  static completes = { id: "session" };
  static override args = {
    id: Args.string({ description: "The session, or the beginning of its id.", required: true, ignoreStdin: true }),
  };
  static override flags = {
    limit: Flags.integer({ char: "n", description: "The last so many messages.", default: 200, min: 1 }),
  };

  override async run(): Promise<{
    readonly session: Session;
    readonly messages: readonly ShownMessage[];
    readonly spent: UsageFigures;
  }> {
    const { args, flags } = await this.parse(SessionShow);
    const own = services(this.config);
    try {
      const store = await own.store();
      const session = await store.find(args.id);
      if (session === undefined) {
        throw new AinError("invalid-input", `There is no session "${args.id}".`, {
          actions: ["See all sessions: ainative-code session list --all"],
        });
      }
      const messages = await sessionPage(store, session.id, flags.limit);
      const spent = await sessionUsage(own, session.id);
      const family = familyLines(session, await store.list({ of: session.id }));
      this.log(transcript(session, messages, [...family, ...(spent.requests === 0 ? [] : totalLines(spent))]));
      return { session, messages, spent };
    } finally {
      await own.close();
    }
  }
}
