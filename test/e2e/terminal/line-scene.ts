import type { ScriptedReply, ScriptedServer, TempHome } from "@ainative-code/test-kit";
import { startScriptedServer, tempHome } from "@ainative-code/test-kit";
import { execFileSync } from "node:child_process";
import { buildOnce } from "../../boot/built-cli.ts";
import { needsProgram } from "../../needs-program.ts";
import { openTerminal, program } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

export interface LineOptions {
  /** What follows the program's name. */
  readonly words?: readonly string[];
  /** TERM, as the program sees it. */
  readonly term?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Each word on its way for a moment, so that there is time to stop it. */
export const slow: ScriptedReply = { text: Array.from({ length: 400 }, (_, index) => `word${index} `), paceMs: 50 };

/** A home, a model that says what it is told to, and terminals in which the program talks to it. */
export class LineScene {
  home: TempHome = tempHome();
  #server: ScriptedServer | undefined;

  get server(): ScriptedServer {
    if (this.#server === undefined) throw new Error("no terminal was opened yet");
    return this.#server;
  }

  /** Opens a terminal; the model gives these replies, one after the other. */
  async open(replies: readonly ScriptedReply[], { words = [], env = {}, term }: LineOptions = {}): Promise<Terminal> {
    this.#server ??= await startScriptedServer({ script: replies, pick: "sequence" });
    const all = { ...this.home.env, OPENAI_BASE_URL: this.#server.baseURL, AINATIVE_CODE_MODEL: "openai/scripted", ...env };
    return openTerminal([...program, ...words], { env: all, cwd: this.home.project, ...(term === undefined ? {} : { term }) });
  }

  /** A terminal in a home where nothing is set. */
  bare(words: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Terminal {
    return openTerminal([...program, ...words], { env: { ...this.home.env, ...env }, cwd: this.home.project });
  }

  /** The texts of the user's messages in a request. */
  asked(index: number): readonly string[] {
    const messages: unknown = this.server.requests[index]?.body["messages"];
    return (Array.isArray(messages) ? messages : []).flatMap((message: object) =>
      Reflect.get(message, "role") === "user" ? [textOf(Reflect.get(message, "content"))] : [],
    );
  }

  /** What the program prints. */
  run(...words: readonly string[]): string {
    return execFileSync(program[0] ?? "", [...program.slice(1), ...words], { env: { ...this.home.env }, cwd: this.home.project, encoding: "utf8" });
  }

  sessions(): readonly { readonly id: string; readonly title: string; readonly messageCount: number }[] {
    return JSON.parse(this.run("session", "list", "--json")) as ReturnType<LineScene["sessions"]>;
  }

  async reset(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
    this.home.dispose();
  }
}

/** For a `describe`: a scene that is new for each test. */
export function lineScene(): LineScene {
  const scene = new LineScene();
  before(needsProgram("tmux"));
  before(buildOnce);
  beforeEach(() => {
    scene.home.dispose();
    scene.home = tempHome();
  });
  afterEach(async () => scene.reset());
  return scene;
}

/** Types a line and sends it. */
export function enter(terminal: Terminal, text: string): void {
  terminal.type(text);
  terminal.press("Enter");
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  return (Array.isArray(content) ? content : []).map((part: object) => String(Reflect.get(part, "text") ?? "")).join("\n");
}
