import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { services } from "../../app/services.ts";
import { sessionRewind, type RewindReport } from "../../print/rewind/session-rewind.ts";

export default class SessionRedo extends Command {
  static override description = "Take the last undo of a session back. Without --yes it only shows what it would do.";
  static override examples = ["<%= config.bin %> session redo", "<%= config.bin %> session redo 1f3a --yes"];
  static completes = { id: "session" };
  static override args = {
    id: Args.string({ description: "The session, or the beginning of its id; the last one of this folder.", ignoreStdin: true }),
  };
  static override flags = {
    files: Flags.boolean({ description: "The files.", exclusive: ["chat"] }),
    chat: Flags.boolean({ description: "The conversation." }),
    both: Flags.boolean({ description: "Both, as without any of the two.", exclusive: ["files", "chat"] }),
    overwrite: Flags.string({
      description: "Bring this file back although somebody else has changed it.",
      multiple: true,
      default: [],
    }),
    yes: Flags.boolean({ char: "y", description: "Do it." }),
  };

  override async run(): Promise<RewindReport> {
    const { args, flags } = await this.parse(SessionRedo);
    const own = services(this.config);
    try {
      return await sessionRewind(own, "redo", { ...flags, id: args.id }, (text) => this.log(text));
    } finally {
      await own.close();
    }
  }
}
