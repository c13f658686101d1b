import { Args, Command, Flags } from "@ainative-code/sdk/command";
import type { Interfaces } from "@ainative-code/sdk/oclif";
import { runFlags, runOptionsOf, runSettingsOf } from "../app/run-flags.ts";
import { services } from "../app/services.ts";
import { sessionChoice } from "../app/session-choice.ts";
import { settingFlags, settingsOf } from "../app/setting-flags.ts";
import { headlessFlags } from "../print/headless-flags.ts";
import { formatAsked, tellNotBegun } from "../print/not-begun.ts";
import { trustFirst } from "../print/line/trust-first.ts";
import { processOutput } from "../print/process-output.ts";

export default class Chat extends Command {
  static override description = "Talk to a model that reads, changes and runs your code.";
  static override enableJsonFlag = false;
  static override examples = [
    "<%= config.bin %> chat",
    '<%= config.bin %> chat -p "Explain this folder" -m PROVIDER/MODEL',
    'git diff | <%= config.bin %> chat -p "Review this" --output-format json',
    '<%= config.bin %> chat --continue -p "Now write the tests" --permission-mode accept-edits --allowed-tools "bash(npm test*)"',
  ];
  static completes = { model: "model", "fallback-model": "model", resume: "session", set: "setting" };
  static override args = {
    prompt: Args.string({ description: "What to do (first). Standard input is added to it.", ignoreStdin: true }),
  };
  static override flags = {
    print: Flags.boolean({ char: "p", description: "Answer and leave; never ask. What would need a question is refused." }),
    continue: Flags.boolean({ char: "c", description: "Go on with the last session of this folder.", exclusive: ["resume"] }),
    resume: Flags.string({ char: "r", description: "Go on with a session, by the beginning of its id; without one, choose." }),
    ...headlessFlags,
    ...runFlags,
    ...settingFlags,
    "screen-reader": Flags.boolean({ description: "In a terminal: words for marks, and nothing that moves." }),
    quiet: Flags.boolean({ char: "q", description: "Print the answer and errors only." }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Chat);
    const own = services(this.config);
    const { tty } = own.environment;
    const [{ quiet, print }, lastMessage, format] = [
      flags,
      flags["output-last-message"],
      flags.json ? "json" : flags["output-format"],
    ];
    const byLines = flags["input-format"] === "stream-json";
    const inTerminal = !print && !byLines && lastMessage === undefined && format === "text" && tty.stdin && tty.stdout;
    if (inTerminal) await trustFirst(own);
    const { warnings } = await own.config({ ...runSettingsOf(flags), ...settingsOf(flags) });
    const wanted = {
      session: await sessionChoice(own, { latest: flags.continue, resume: flags.resume }),
      ...runOptionsOf(flags),
    };
    if (inTerminal) {
      const { lineMode } = await import("../print/line/line-mode.ts");
      const options = { chat: wanted, prompt: args.prompt, quiet, screenReader: flags["screen-reader"], warnings };
      return void (process.exitCode = await lineMode(own, this.config, options));
    }
    const { runHeadless } = await import("../print/run-headless.ts");
    const [{ prompt }, { signal }, partial] = [args, this, flags["include-partial-messages"]];
    process.exitCode = await runHeadless(own, {
      chat: wanted,
      prompt,
      format,
      byLines,
      neverAsk: print,
      partial, quiet, lastMessage, warnings, signal,
    });
  }

  protected override async catch(error: Interfaces.CommandError): Promise<void> {
    const format = formatAsked(this.argv);
    if (format === "text") await super.catch(error);
    else process.exitCode = tellNotBegun(error, format, processOutput);
  }
}
