import { Command, Flags } from "@ainative-code/sdk/command";
import { logLines } from "../app/log-lines.ts";
import { services } from "../app/services.ts";
import { levelFlag } from "../app/setting-flags.ts";

export default class Logs extends Command {
  static override description = "Show the log of this program. With --json each line as it stands in the file.";
  static override enableJsonFlag = false;
  static override examples = [
    "<%= config.bin %> logs --follow",
    "<%= config.bin %> logs --level warn -n 200",
    "<%= config.bin %> logs --session 1f3a --json",
  ];
  static override flags = {
    follow: Flags.boolean({ char: "f", description: "Go on with what is added, until Ctrl+C." }),
    level: levelFlag({ description: "Only lines of this level and above." }),
    session: Flags.string({ description: "Only lines of a session, by the beginning of its id." }),
    limit: Flags.integer({ char: "n", description: "The last so many lines.", default: 50, min: 1 }),
    json: Flags.boolean({ description: "One JSON object per line." }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(Logs);
    const { limit, level, session, json: raw, follow } = flags;
    let shown = 0;
    for await (const line of logLines(services(this.config), { limit, level, session, raw, follow }, this.signal)) {
      this.log("%s", line);
      shown += 1;
    }
    if (shown === 0 && !this.signal.aborted) {
      this.logToStderr(session === undefined ? "The log has no such lines." : `The log has no lines of a session ${session}.`);
    }
  }
}
