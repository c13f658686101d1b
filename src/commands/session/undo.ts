import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { inHeldSession, type TurnFacts } from "../../app/checkpoints-session.ts";
import { services } from "../../app/services.ts";
import { stylesOf } from "../../print/line/styles.ts";
import { sessionRewind, type RewindReport } from "../../print/rewind/session-rewind.ts";
import { turnLines } from "../../print/rewind/turn-lines.ts";

export default class SessionUndo extends Command {
  static override description = `Take back what the last prompts of a session did: the files, the conversation, or both.

Without --yes it only shows what it would do. A file that changed since by somebody else is left alone unless --overwrite names it; then the exit code says so. Every undo can be undone: session redo.`;
  static override examples = [
    "<%= config.bin %> session undo",
    "<%= config.bin %> session undo --list",
    "<%= config.bin %> session undo 1f3a --to 2 --files --yes",
  ];
  static override aliases = ["session:rewind"];
  static completes = { id: "session" };
  static override args = {
    id: Args.string({ description: "The session, or the beginning of its id; the last one of this folder.", ignoreStdin: true }),
  };
  static override flags = {
    to: Flags.integer({
      description: "To before the prompt with this number in --list; the last one unless given.",
      min: 1,
      exclusive: ["list"],
    }),
    files: Flags.boolean({ description: "The files.", exclusive: ["chat"] }),
    chat: Flags.boolean({ description: "The conversation." }),
    both: Flags.boolean({ description: "Both, as without any of the two.", exclusive: ["files", "chat"] }),
    overwrite: Flags.string({
      description: "Bring this file back although somebody else has changed it.",
      multiple: true,
      default: [],
    }),
    plugins: Flags.boolean({ description: "Have plugins take back what they did and can take back; that can't be redone." }),
    yes: Flags.boolean({ char: "y", description: "Do it." }),
    list: Flags.boolean({ description: "Show the prompts, and what each has done to files." }),
  };

  override async run(): Promise<RewindReport | readonly TurnFacts[]> {
    const { args, flags } = await this.parse(SessionUndo);
    const own = services(this.config);
    try {
      if (!flags.list) return await sessionRewind(own, "undo", { ...flags, id: args.id }, (text) => this.log(text));
      const turns = await inHeldSession(own, args.id, async (rewinder) => rewinder.facts());
      this.log(
        turns.length === 0
          ? "Nothing was said yet."
          : turnLines(turns, stylesOf({ moves: false, colours: false, spoken: false })).join("\n"),
      );
      return turns;
    } finally {
      await own.close();
    }
  }
}
