import type { ScriptedReply, ScriptedServer, TempHome } from "@ainative-code/test-kit";
import { startScriptedServer, tempHome, until } from "@ainative-code/test-kit";
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { needsProgram } from "../../needs-program.ts";
import { openTerminal, program } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

/** Each word on its way for a moment, so that there is time to stop it. */
const slow: ScriptedReply = { text: Array.from({ length: 400 }, (_, index) => `word${index} `), paceMs: 50 };

describe("a conversation in a terminal", () => {
  let home: TempHome;
  let server: ScriptedServer;
  before(needsProgram("tmux"));
  before(buildOnce);
  beforeEach(() => {
    home = tempHome();
  });
  afterEach(async () => {
    await server.close();
    home.dispose();
  });

  async function open(replies: readonly ScriptedReply[], options: { words?: readonly string[]; term?: string; env?: Record<string, string> } = {}): Promise<Terminal> {
    server = await startScriptedServer({ script: replies, pick: "sequence" });
    const env = { ...home.env, OPENAI_BASE_URL: server.baseURL, AINATIVE_CODE_MODEL: "openai/scripted", ...options.env };
    return openTerminal([...program, ...(options.words ?? [])], { env, cwd: home.project, ...(options.term === undefined ? {} : { term: options.term }) });
  }

  /** The texts of the user's messages in the request. */
  function asked(index: number): readonly string[] {
    const { input, messages } = server.requests[index]?.body ?? {};
    const all: unknown = input ?? messages;
    const texts: string[] = [];
    const collect = (value: unknown, role: unknown): void => {
      if (Array.isArray(value)) for (const each of value) collect(each, role);
      else if (typeof value === "object" && value !== null) {
        const own: unknown = Reflect.get(value, "role") ?? role;
        const text: unknown = Reflect.get(value, "text");
        if (own === "user" && typeof text === "string") texts.push(text);
        const content: unknown = Reflect.get(value, "content");
        if (own === "user" && typeof content === "string") texts.push(content);
        else collect(content, own);
      }
    };
    collect(all, undefined);
    return texts;
  }

  const sessions = (): readonly { readonly id: string; readonly title: string; readonly messageCount: number }[] => {
    const out = execFileSync(process.execPath, [program[1] ?? "", "session", "list", "--json"], { env: { ...home.env }, cwd: home.project, encoding: "utf8" });
    const listed = JSON.parse(out) as { readonly sessions: ReturnType<typeof sessions> } | ReturnType<typeof sessions>;
    return "sessions" in listed ? listed.sessions : listed;
  };

  it("goes on in one session, and leaves the terminal as it was", async () => {
    using terminal = await open([{ text: "**First** answer." }, { text: "Second answer." }]);
    await terminal.shows("permissions: ask");
    terminal.type("one");
    terminal.press("Enter");
    expect(await terminal.shows("First answer.")).to.contain("> one");
    terminal.type("two");
    terminal.press("Enter");
    await terminal.shows("Second answer.");
    expect(asked(1)).to.deep.equal(["one", "two"]);
    terminal.press("C-d");
    await terminal.shows("exit 0");
    terminal.type("typed in the shell");
    await terminal.shows("typed in the shell");
    expect(sessions()).to.have.length(1);
    expect(sessions()[0]).to.include({ title: "one", messageCount: 4 });
  });

  it("begins with the prompt of the command line", async () => {
    using terminal = await open([{ text: "Hello." }, { text: "Again." }], { words: ["chat", "say hello"] });
    expect(await terminal.shows("Hello.")).to.contain("> say hello");
    terminal.type("more");
    terminal.press("Enter");
    await terminal.shows("Again.");
    expect(asked(1)).to.deep.equal(["say hello", "more"]);
  });

  it("takes what is typed before it is there", async () => {
    using terminal = await open([{ text: "Early." }]);
    await terminal.shows("(/help)");
    terminal.type("quick");
    terminal.press("Enter");
    expect(await terminal.shows("Early.")).to.match(/^> quick$/m);
    expect(terminal.screen()).not.to.match(/^quick/m);
  });

  it("takes several lines by Ctrl+J, a backslash and a paste", async () => {
    using terminal = await open([{ text: "Read." }]);
    await terminal.shows("permissions: ask");
    terminal.type("a");
    terminal.press("C-j");
    terminal.type("b\\");
    terminal.press("Enter");
    terminal.paste(Array.from({ length: 15 }, (_, index) => `line ${index}`).join("\n"));
    expect(await terminal.shows("[pasted 15 lines]")).to.match(/> a\n {2}b\n {2}\[pasted 15 lines\]/);
    terminal.press("Enter");
    await terminal.shows("Read.");
    expect(asked(0)[0]).to.match(/^a\nb\nline 0\n[^]*line 14$/);
  });

  it("stops a turn by Ctrl+C and by Esc, and goes on with a history that holds", async () => {
    using terminal = await open([slow, slow, { text: "Still here." }]);
    await terminal.shows("permissions: ask");
    for (const key of ["C-c", "Escape"]) {
      terminal.type(`go ${key}`);
      terminal.press("Enter");
      await terminal.shows(new RegExp(`go ${key}\\n[^]*word3`));
      terminal.press(key);
      await terminal.shows(new RegExp(`go ${key}\\n[^]*Stopped\\.`));
    }
    terminal.type("there?");
    terminal.press("Enter");
    await terminal.shows("Still here.");
    expect(asked(2)).to.deep.equal(["go C-c", "go Escape", "there?"]);
  });

  it("leaves by a second Ctrl+C with 130, and what had come is saved", async () => {
    const call = { calls: [{ name: "bash", input: { command: "trap '' INT TERM; sleep 30" } }] };
    using terminal = await open([call], { words: ["chat", "go", "--permission-mode", "bypass"] });
    await terminal.shows("bash trap");
    terminal.press("C-c", "C-c");
    await terminal.shows("exit 130");
    expect(sessions()[0]?.messageCount).to.be.at.least(2);
  });

  it("keeps what is typed while the model answers, and never shows it within the answer", async () => {
    const answer = { text: Array.from({ length: 12 }, (_, index) => `part${index} `), paceMs: 80 };
    using terminal = await open([answer, { text: "Second." }]);
    await terminal.shows("permissions: ask");
    terminal.type("one");
    terminal.press("Enter");
    await terminal.shows("part1 ");
    terminal.type("queued");
    terminal.press("Enter");
    terminal.type("half");
    const screen = await terminal.shows("Second.");
    expect(screen).to.match(/part0 part1 [^a-z]*part2 [^]*part11 *\n> queued\nSecond\.\n/);
    await terminal.shows(/^> half$/m);
  });

  it("clears the input by Ctrl+C, and leaves when it was empty and Ctrl+C comes again", async () => {
    using terminal = await open([]);
    await terminal.shows("permissions: ask");
    terminal.type("never sent");
    await terminal.shows("> never sent");
    terminal.press("C-c");
    terminal.press("C-c");
    await terminal.shows("Press Ctrl+C again to leave.");
    terminal.press("C-c");
    const screen = await terminal.shows("exit 0");
    expect(screen).not.to.contain("> never sent");
  });

  it("brings earlier inputs back, in a later conversation too, but nothing that looks like a key", async () => {
    using first = await open([{ text: "Yes." }, { text: "Yes." }], { words: ["chat"] });
    await first.shows("permissions: ask");
    first.type("remember me");
    first.press("Enter");
    await first.shows("Yes.");
    first.type("my key is sk-abcdefghijklmnopqrstuvwx");
    first.press("Enter");
    await first.shows(/Yes\.[^]*Yes\./);
    first.press("C-d");
    await first.shows("exit 0");
    const file = join(home.data, "history");
    expect(readFileSync(file, "utf8")).to.equal('"remember me"\n');
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    const env = { ...home.env, OPENAI_BASE_URL: server.baseURL, AINATIVE_CODE_MODEL: "openai/scripted" };
    using second = openTerminal(program, { env, cwd: home.project });
    await second.shows("permissions: ask");
    second.press("Up");
    await second.shows("> remember me");
  });

  it("has commands, with a word for one that is mistyped", async () => {
    using terminal = await open([{ text: "One.", usage: { input: 7, output: 3 } }, { text: "- the summary" }, { text: "Two." }]);
    await terminal.shows("permissions: ask");
    const enter = (text: string): void => {
      terminal.type(text);
      terminal.press("Enter");
    };
    enter("/hlep");
    expect(await terminal.shows("Did you mean")).to.contain("There is no command /hlep. Did you mean /help?");
    enter("/help");
    await terminal.shows("/compact, /compress");
    enter("/model openai/other");
    await terminal.shows("From now on openai/other answers.");
    enter("/permissions plan");
    await terminal.shows("From now on the permission mode is plan.");
    enter("first");
    await terminal.shows("One.");
    expect(server.requests[0]?.body["model"]).to.equal("other");
    enter("/cost");
    await terminal.shows("openai/other: 7 tokens in, 3 out; what it costs is not known.");
    enter("/compact the plan");
    await terminal.shows("2 messages became this summary.");
    expect(JSON.stringify(server.requests[1]?.body)).to.contain("keep above all: the plan");
    expect(server.requests[1]?.body["tools"] ?? []).to.deep.equal([]);
    enter("second");
    await terminal.shows("Two.");
    expect(asked(2)).to.have.length(2);
    expect(asked(2)[0]).to.contain("- the summary");
    enter("/quit");
    await terminal.shows("exit 0");
    const shown = execFileSync(process.execPath, [program[1] ?? "", "session", "show", sessions()[0]?.id ?? ""], { env: { ...home.env }, cwd: home.project, encoding: "utf8" });
    expect(shown).to.match(/> first[^]*One\.[^]*\[summed up here[^]*the summary[^]*> second[^]*Two\./);
  });

  it("begins anew and goes back, without keeping hold of either", async () => {
    using terminal = await open([{ text: "In the first." }, { text: "In the second." }, { text: "Back." }]);
    await terminal.shows("permissions: ask");
    const enter = (text: string): void => {
      terminal.type(text);
      terminal.press("Enter");
    };
    enter("alpha");
    await terminal.shows("In the first.");
    enter("/clear");
    await terminal.shows("A new conversation.");
    enter("beta");
    await terminal.shows("In the second.");
    expect(asked(1)).to.deep.equal(["beta"]);
    enter("/resume");
    await terminal.shows("Go on with one: /resume NUMBER");
    enter("/resume 2");
    await terminal.shows(/\/resume 2\nalpha/);
    enter("gamma");
    await terminal.shows("Back.");
    expect(asked(2)).to.deep.equal(["alpha", "gamma"]);
    expect(sessions().map(({ title, messageCount }) => `${title} ${messageCount}`)).to.have.members(["alpha 4", "beta 2"]);
  });

  it("completes commands and paths, and attaches the file that is named", async () => {
    writeFileSync(join(home.project, "notes.txt"), "the text of the notes\n");
    using terminal = await open([{ text: "Seen." }]);
    await terminal.shows("permissions: ask");
    terminal.type("/perm");
    terminal.press("Tab");
    await terminal.shows("> /permissions");
    terminal.press("C-c");
    terminal.type("look at @no");
    terminal.press("Tab");
    await terminal.shows("> look at @notes.txt");
    terminal.press("Enter");
    await terminal.shows("Seen.");
    expect(asked(0).join("\n")).to.equal('look at @notes.txt\n<file path="notes.txt">\nthe text of the notes\n\n</file>');
  });

  it("shows the change of an edit, and the end of what failed", async () => {
    writeFileSync(join(home.project, "a.txt"), "one\ntwo\n");
    const calls = [
      { name: "edit", input: { path: "a.txt", oldText: "two", newText: "TWO" } },
      { name: "bash", input: { command: "seq 20; exit 3" } },
    ];
    using terminal = await open([{ calls }, { text: "Well." }], { words: ["chat", "do it"] });
    const question = await terminal.shows("Allow edit?");
    expect(question).to.match(/path: a\.txt\n +-two\n +\+TWO/);
    terminal.press("y");
    expect(await terminal.shows("Allow bash?")).to.match(/✓ edit a\.txt [^]*-two\n *\+TWO/);
    terminal.press("y");
    expect(await terminal.shows("Well.")).to.match(/✗ bash seq 20; exit 3 [^]*more lines\][^]*20\n/);
  });

  it("runs a line of the shell that the model does not see", async () => {
    using terminal = await open([{ text: "Done." }]);
    await terminal.shows("permissions: ask");
    terminal.type("!echo from the shell; exit 4");
    terminal.press("Enter");
    expect(await terminal.shows("(ended with 4)")).to.match(/^from the shell$/m);
    terminal.type("hi");
    terminal.press("Enter");
    await terminal.shows("Done.");
    expect(asked(0)).to.deep.equal(["hi"]);
  });

  it("takes over settings that change, and keeps the old ones where the new can't be read", async () => {
    using terminal = await open([{ text: "One." }, { text: "Two." }]);
    const file = join(home.config, "config.yaml");
    await terminal.shows("permissions: ask");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "permissions:\n  mode: plan\n");
    terminal.type("one");
    terminal.press("Enter");
    await terminal.shows("One.");
    expect(terminal.screen()).to.contain("Settings changed, in force from here on: permissions.mode");
    writeFileSync(file, "permissions:\n  mode: plam\nchat:\n  maxTurns: 3\n");
    terminal.type("two");
    terminal.press("Enter");
    const screen = await terminal.shows("Two.");
    expect(screen.replaceAll("\n", "")).to.contain("the old ones stay").and.to.contain("config.yaml:2");
    terminal.type("/permissions");
    terminal.press("Enter");
    await terminal.shows("The mode is plan.");
  });

  it("sends the next request where the settings then say", async () => {
    await using other = await startScriptedServer({ script: [{ text: "From the other one." }], pick: "sequence" });
    using terminal = await open([{ text: "From the first." }], { env: { OPENAI_BASE_URL: "" } });
    const file = join(home.config, "config.yaml");
    const write = (baseURL: string): void => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `plugins:\n  openai:\n    baseURL: ${baseURL}\n`);
    };
    await terminal.shows("permissions: ask");
    for (const [baseURL, answer] of [[server.baseURL, "From the first."], [other.baseURL, "From the other one."]] as const) {
      write(baseURL);
      terminal.type("where?");
      terminal.press("Enter");
      await terminal.shows(answer);
    }
  });

  it("draws the input anew when the terminal becomes narrower, and wider", async () => {
    using terminal = await open([{ text: "Ok." }]);
    await terminal.shows("permissions: ask");
    const text = "the quick brown fox jumps over the lazy dog and comes back again";
    terminal.type(text);
    await terminal.shows(text);
    terminal.resize(50, 30);
    await until(() => (terminal.screen().replaceAll(/\s/g, "").includes(text.replaceAll(" ", "")) ? true : undefined), "the text", 5000);
    terminal.resize(120, 30);
    await terminal.shows(`> ${text}`);
    expect(terminal.screen().match(/the quick/g)).to.have.length(1);
    terminal.press("Enter");
    await terminal.shows("Ok.");
    expect(asked(0)).to.deep.equal([text]);
  });

  it("draws nothing twice for a terminal that can't move its cursor", async () => {
    using terminal = await open([{ text: "# Plain\n**answer**" }], { term: "dumb" });
    await terminal.shows("permissions: ask");
    terminal.type("helllo");
    terminal.press("BSpace", "BSpace");
    terminal.type("o");
    terminal.press("Enter");
    const screen = await terminal.shows("answer");
    expect(screen).to.match(/^> hello$/m).and.to.contain("# Plain");
    expect(asked(0)).to.deep.equal(["hello"]);
    terminal.press("C-d");
    await terminal.shows("exit 0");
  });

  it("speaks in words for a screen reader", async () => {
    const calls = [{ name: "glob", input: { pattern: "*" } }];
    using terminal = await open([{ calls }, { text: "Nothing here." }], { words: ["chat", "--screen-reader", "look"] });
    const screen = await terminal.shows("Nothing here.");
    expect(screen).to.contain("Done: glob *").and.not.to.match(/[✓…]/);
  });

  for (const [signal, code] of [["TERM", 143], ["HUP", 129]] as const) {
    it(`puts the terminal back when the system ends it by SIG${signal}`, async () => {
      using terminal = await open([slow], { words: ["chat", "go"] });
      await terminal.shows("word2");
      process.kill(terminal.pid(), `SIG${signal}`);
      await terminal.shows(`exit ${code}`);
      terminal.type("echoed");
      await terminal.shows("echoed");
      expect(existsSync(home.data)).to.equal(true);
    });
  }

  it("offers setup the first time, and not again to whom has declined", async () => {
    server = await startScriptedServer({ script: [] });
    using first = openTerminal(program, { env: home.env, cwd: home.project });
    const screen = await first.shows("No model is set up yet. Do it now?");
    expect(screen).to.match(/^ainative-code [\d.]+ {2}\(\/help\)\n(?!> )/);
    first.type("n");
    first.press("Enter");
    expect(await first.shows("exit 40")).to.contain("No model is chosen yet.");
    using second = openTerminal(program, { env: home.env, cwd: home.project });
    expect(await second.shows("exit 40")).not.to.contain("Do it now?");
  });

  it("tells what keeps it from beginning where the prompt was painted", async () => {
    server = await startScriptedServer({ script: [] });
    mkdirSync(home.config, { recursive: true });
    writeFileSync(join(home.config, "config.yaml"), "chat:\n  maxTurns: none\n");
    using terminal = openTerminal([...program, "chat"], { env: home.env, cwd: home.project });
    const screen = await terminal.shows("exit ");
    expect(screen).to.match(/^ainative-code [\d.]+ {2}\(\/help\)\nError: [^]*exit 42/);
  });
});
