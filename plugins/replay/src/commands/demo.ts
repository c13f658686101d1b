import { Command, Flags } from "@ainative-code/sdk/command";
import { connectHint } from "../tour/connect-hint.ts";
import { notReally } from "../tour/not-really.ts";
import { projectTest, testCommand } from "../tour/project-test.ts";
import { binOf } from "../tour/bin-of.ts";
import { chatArgs } from "../tour/chat-args.ts";
import { commandLine } from "../tour/command-line.ts";
import { runNode } from "../tour/run-node.ts";
import { savedSession } from "../tour/saved-session.ts";
import { scratchProject, type ScratchProject } from "../tour/scratch-project.ts";

interface DemoResult {
  /** Where the project is, with `--keep`; without, it is gone. */
  readonly folder?: string;
  readonly changedFiles: readonly string[];
  readonly sessionId: string;
}

export default class Demo extends Command {
  static override description =
    "Watch a whole turn without a key and without a network: the answers come from a tape, everything else is really done.";
  static override examples = ["<%= config.bin %> demo", "<%= config.bin %> demo --keep"];
  static override flags = {
    keep: Flags.boolean({ description: "Do not remove the project at the end." }),
  };

  override async run(): Promise<DemoResult> {
    const { flags } = await this.parse(Demo);
    const project = await scratchProject();
    try {
      return { ...(flags.keep ? { folder: project.folder } : {}), ...(await this.turn(project)) };
    } finally {
      if (flags.keep) this.log(`The project stays at ${project.folder}`);
      else await project.remove();
    }
  }

  private async turn(project: ScratchProject): Promise<DemoResult> {
    const { folder } = project;
    await this.showTest(folder, false);
    await this.chat(folder);
    await this.showTest(folder, true);
    const changedFiles = await project.changedFiles();
    if (changedFiles.length === 0) throw notReally("no file of the project was changed");
    const sessionId = await this.showSession(folder);
    this.log(connectHint(this.config.bin));
    return { changedFiles, sessionId };
  }

  private async showTest(folder: string, passes: boolean): Promise<void> {
    const { passed, output } = await projectTest(folder, this.signal);
    this.heading(passes ? "The test passes now" : "A small shop, and its test fails", testCommand);
    this.log(output);
    if (passed !== passes) throw notReally(passes ? "its test still fails" : "its test passes before anything was done");
  }

  private async chat(folder: string): Promise<void> {
    const args = [...chatArgs, "-m", "replay/demo"];
    this.heading("The conversation", commandLine([this.config.bin, ...args]));
    await this.cli(args, folder);
  }

  private async showSession(folder: string): Promise<string> {
    const id = await savedSession(binOf(this.config), { cwd: folder, signal: this.signal });
    if (id === undefined) throw notReally("its session was not saved");
    this.heading("What was said and done is saved", commandLine([this.config.bin, "session", "show", id.slice(0, 8)]));
    await this.cli(["session", "show", id], folder);
    return id;
  }

  private async cli(args: readonly string[], cwd: string): Promise<void> {
    const output = this.jsonEnabled() ? "collect" : "show";
    const { exitCode } = await runNode([binOf(this.config), ...args], { cwd, signal: this.signal, output });
    if (exitCode !== 0) throw notReally(`"${this.config.bin} ${args[0] ?? ""}" ended with exit code ${exitCode}`);
  }

  private heading(text: string, command: string): void {
    this.log(`\n== ${text}\n$ ${command}\n`);
  }
}
