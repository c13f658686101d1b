import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

interface Note {
  readonly line: number;
  readonly text: string;
}

export default class NotesFind extends Command {
  static override description = "Find the lines of the project's notes that hold a text.";
  static override examples = ['<%= config.bin %> notes find "call Ada" --limit 3'];
  static override tool = { risk: "read" } as const;
  static override args = { text: Args.string({ description: "What to look for.", required: true, ignoreStdin: true }) };
  static override flags = { limit: Flags.integer({ description: "At most so many lines.", min: 1, default: 10 }) };

  override async run(): Promise<readonly Note[]> {
    const { args, flags } = await this.parse(NotesFind);
    const file = join(this.host.dirs.cwd, String(this.host.config["file"]));
    const lines = (await readFile(file, "utf8")).split("\n").map((text, index) => ({ line: index + 1, text }));
    const found = lines.filter(({ text }) => text.includes(args.text)).slice(0, flags.limit);
    for (const { line, text } of found) this.log(`${line}: ${text}`);
    return found;
  }
}
