import type { Config } from "@ainative-code/sdk/oclif";
import { toAinError } from "@ainative-code/sdk";
import { attachments } from "../../app/line/attach.ts";
import { coloursFor } from "../../app/line/colours.ts";
import { commandBook, type CommandBook } from "../../app/context/command-book.ts";
import { failureText } from "../../app/failure-text.ts";
import { inputHistory } from "../../app/line/input-history.ts";
import { LineChat } from "../../app/line/line-chat.ts";
import { looksOf, openTerminal } from "../../app/line/open-terminal.ts";
import type { Terminal } from "../../app/line/open-terminal.ts";
import { pathCandidates } from "../../app/line/path-candidates.ts";
import { resourceCandidates } from "../../app/mcp/resource-candidates.ts";
import { settingsWatch } from "../../app/line/settings-watch.ts";
import type { ChatOptions } from "../../app/open-chat.ts";
import { printable } from "../../app/printable.ts";
import type { Services } from "../../app/services.ts";
import { AppendView } from "./input/append-view.ts";
import { completionAt } from "./input/complete.ts";
import { changedSettings } from "./changed-settings.ts";
import { InputView } from "./input/input-view.ts";
import { Keyboard } from "./input/keyboard.ts";
import { LineEditor } from "./input/line-editor.ts";
import { lineAsk } from "./line-ask.ts";
import { paperOn } from "./paper.ts";
import { lineElicit } from "./line-elicit.ts";
import { lineQuestion } from "./line-question.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import type { Paper } from "./paper.ts";
import { recap } from "./recap.ts";
import { runShell } from "./run-shell.ts";
import { isImmediate, runSlash, slashNames } from "./slash/run-slash.ts";
import { setUpFirst } from "./set-up-first.ts";
import { stylesOf, type Styles } from "./styles.ts";
import { showTurn } from "./turn-face.ts";

export interface LineModeOptions {
  readonly chat: Omit<ChatOptions, "ask" | "onProblem">;
  /** What to begin with, before anything is asked. */
  readonly prompt: string | undefined;
  readonly quiet: boolean;
  readonly screenReader: boolean;
  /** What is to be told before the first input. */
  readonly warnings: readonly string[];
}

const leftByCtrlC = 130;

/** Words that nobody means for the model, who would answer them at a price. */
const bareWords: ReadonlyMap<string, string> = new Map([
  ["?", "/help"],
  ["help", "/help"],
  ["exit", "/quit"],
  ["quit", "/quit"],
  [":q", "/quit"],
]);

function meantBy(input: string): string {
  return bareWords.get(input) ?? input;
}

/** A conversation in a terminal that scrolls, until the person leaves. Gives the exit code. */
export async function lineMode(services: Services, oclif: Config, options: LineModeOptions): Promise<number> {
  if (options.chat.model === undefined) await setUpFirst(services);
  const looks = looksOf(services.environment, options.screenReader);
  const terminal = openTerminal(services.environment);
  try {
    const styles = async (): Promise<Styles> => {
      const { theme } = (await services.config()).core.ui;
      return stylesOf(looks, await coloursFor(theme, looks, services.environment, terminal));
    };
    const paper = paperOn(terminal, looks, await styles());
    const history = inputHistory(services);
    const commands = commandBook(services, (text) => paper.print(`${printable(text)}\n`));
    const keyboard = new Keyboard({
      terminal,
      editor: new LineEditor(history.read()),
      view: looks.moves ? new InputView(terminal) : new AppendView(terminal),
      wraps: looks.moves,
      prompt: "> ",
      complete: (text, cursor) =>
        Promise.resolve(
          completionAt(text, cursor, {
            commands: () => slashNames({ oclif, commands, services }),
            paths: (begun) => [...pathCandidates(services.environment, begun), ...resourceCandidates(services, begun)],
          }),
        ),
    });
    return await new LineMode({
      services, oclif, options, terminal, paper, keyboard, commands, styles,
      remember: (input) => history.add(input),
    }).run();
  } finally {
    await terminal.close();
  }
}

interface Parts {
  readonly services: Services;
  readonly oclif: Config;
  readonly options: LineModeOptions;
  readonly terminal: Terminal;
  readonly paper: Paper;
  readonly keyboard: Keyboard;
  readonly commands: CommandBook;
  /** By the theme that is set now. */
  readonly styles: () => Promise<Styles>;
  readonly remember: (input: string) => void;
}

class LineMode {
  readonly #parts: Parts;
  /** Of what runs now. */
  #turn = new AbortController();
  #leaving: ((code: number) => void) | undefined;
  #left = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async run(): Promise<number> {
    const { terminal } = this.#parts;
    const left = new Promise<number>((resolve) => {
      this.#leaving = (code) => {
        this.#left = true;
        this.#turn.abort();
        resolve(code);
      };
    });
    terminal.onEnd((code) => this.#leaving?.(code));
    // From before anything is shown: whoever sees the prompt may already change settings.
    const reload = settingsWatch(this.#parts.services);
    const chat = await this.#open();
    let code: number;
    try {
      code = await Promise.race([this.#converse(chat, reload), left]);
    } finally {
      await chat.close();
    }
    if (code === 0 || code === leftByCtrlC) this.#sayHowToGoOn(chat);
    return code;
  }

  async #open(): Promise<LineChat> {
    const { services, options, paper, keyboard } = this.#parts;
    const tell = (text: string): void => {
      if (!options.quiet) paper.print(`${printable(text)}\n`);
    };
    paper.begin();
    for (const warning of options.warnings) tell(`Warning: ${warning}`);
    const [queued, stop] = [oneAtATime(), (): void => this.#turn.abort()];
    const ask = queued(lineAsk(paper, keyboard, stop));
    const askUser = queued(lineQuestion(paper, keyboard, stop));
    const onProblem: ChatOptions["onProblem"] = ({ plugin, message }) => tell(`Warning: ${plugin} ${message}`);
    const chat = await LineChat.open(services, {
      ...options.chat,
      steering: () => this.#takenIn(),
      ask,
      askUser,
      elicit: queued(lineElicit(paper, keyboard)),
      onProblem,
    });
    const { model, permissionMode } = chat.chat;
    const messages = chat.chat.messages();
    if (!options.quiet) {
      paper.print(`${paper.styles.quiet(printable(`${model}, permissions: ${permissionMode}, ${services.environment.cwd}`))}\n`);
    }
    if (messages.length > 0) paper.print(recap(messages, "", paper.styles));
    return chat;
  }

  async #converse(chat: LineChat, reload: ReturnType<typeof settingsWatch>): Promise<number> {
    const { keyboard, options, remember } = this.#parts;
    if (options.prompt !== undefined) {
      keyboard.show(options.prompt);
      await this.#enter(options.prompt, chat);
    }
    while (!this.#left) {
      const input = await keyboard.read();
      if (input === undefined) return 0;
      remember(input);
      await this.#takeSettings(chat, reload);
      if ((await this.#enter(input, chat)) === "leave") return 0;
    }
    return leftByCtrlC;
  }

  #sayHowToGoOn({ chat }: LineChat): void {
    const { paper, options } = this.#parts;
    if (options.quiet || options.chat.ephemeral === true || chat.messages().length === 0) return;
    paper.status(undefined);
    paper.endLine();
    paper.print(`${paper.styles.quiet(`Go on with it: ainative-code --resume ${chat.sessionId.slice(0, 8)}`)}\n`);
  }

  /** What was entered is done; whatever goes wrong is told, and the conversation goes on. */
  async #enter(input: string, chat: LineChat): Promise<"leave" | void> {
    const { keyboard, paper } = this.#parts;
    this.#turn = new AbortController();
    const turn = this.#turn;
    const queued = (text: string): void => paper.status(`Waits for the next step: ${text.split("\n", 1)[0] ?? ""}`);
    const atOnce = (text: string): boolean => isImmediate(text) && this.#atOnce(text, chat, turn.signal);
    keyboard.keep({ stop: () => turn.abort(), leave: () => this.#leaving?.(leftByCtrlC), queued, atOnce });
    try {
      return await this.#do(meantBy(input.trim()), chat, turn.signal);
    } catch (thrown) {
      paper.status(undefined);
      paper.endLine();
      paper.print(failureText(toAinError(thrown).toJSON()));
    } finally {
      keyboard.release();
    }
  }

  async #do(input: string, chat: LineChat, signal: AbortSignal): Promise<"leave" | void> {
    const { services, oclif, paper, options } = this.#parts;
    const { commands } = this.#parts;
    const prompt = async (text: string): Promise<void> => void (await showTurn(chat.run(text, signal, []), paper, options));
    const choose = async (letters: readonly string[]): Promise<string | undefined> =>
      this.#parts.keyboard.choose(letters, signal);
    if (input.startsWith("/") && !input.startsWith("//")) {
      return runSlash(input.slice(1), { chat, services, oclif, paper, signal, commands, prompt, choose });
    }
    if (input.startsWith("!")) {
      await runShell(input.slice(1), chat.reach.machine, paper, signal);
      return;
    }
    const { parts, notices } = await attachments(input, chat.reach, signal);
    for (const notice of notices) paper.print(`${printable(notice)}\n`);
    await showTurn(chat.run(input, signal, parts), paper, options);
  }

  /** A command that is done while the turn goes on. */
  #atOnce(input: string, chat: LineChat, signal: AbortSignal): true {
    const { paper, remember } = this.#parts;
    remember(input);
    this.#showEntered(input);
    void this.#do(input.trim(), chat, signal).catch((thrown: unknown) => paper.print(failureText(toAinError(thrown).toJSON())));
    return true;
  }

  #showEntered(text: string): void {
    const { paper } = this.#parts;
    paper.status(undefined);
    paper.endLine();
    paper.print(`${printable(text).replaceAll(/^/gm, "> ")}\n`);
  }

  /** What was entered while the turn ran, shown where the model is told it. */
  #takenIn(): readonly string[] {
    const { keyboard, remember } = this.#parts;
    const words = keyboard.takeWords();
    for (const text of words) {
      remember(text);
      this.#showEntered(text);
    }
    return words;
  }

  async #takeSettings(chat: LineChat, reload: ReturnType<typeof settingsWatch>): Promise<void> {
    const { paper, services } = this.#parts;
    const reloaded = await reload();
    if (reloaded === undefined) return;
    if (reloaded.kind === "broken") {
      paper.print(`The changed settings can't be used; the old ones stay.\n${reloaded.why}`);
      return;
    }
    try {
      await chat.change({});
      if (reloaded.keys.includes("ui.theme")) paper.restyle(await this.#parts.styles());
      const { model } = (await services.config()).core;
      for (const text of changedSettings(reloaded.keys, model, chat.chat.model)) {
        paper.print(`${paper.styles.quiet(printable(text))}\n`);
      }
    } catch (thrown) {
      paper.print(failureText(toAinError(thrown).toJSON()));
    }
  }
}
