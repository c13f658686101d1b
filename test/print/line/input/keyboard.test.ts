import { expect } from "chai";
import type { Key } from "../../../../src/app/line/open-terminal.ts";
import { AppendView } from "../../../../src/print/line/input/append-view.ts";
import { Keyboard } from "../../../../src/print/line/input/keyboard.ts";
import { LineEditor } from "../../../../src/print/line/input/line-editor.ts";

/** A keyboard at a terminal whose keys come from a script, in a time that only the script moves on. */
class Scene {
  readonly editor = new LineEditor();
  readonly controller = new AbortController();
  readonly happened: string[] = [];
  written = "";
  readonly keyboard: Keyboard;
  #now = 0;
  #listener: ((key: Key) => void) | undefined;

  constructor() {
    const terminal = {
      columns: 80,
      onKey: (listener: ((key: Key) => void) | undefined) => void (this.#listener = listener),
      onResize: () => undefined,
      write: (text: string) => void (this.written += text),
      suspend: () => undefined,
    };
    this.keyboard = new Keyboard({
      terminal,
      editor: this.editor,
      view: new AppendView(terminal),
      wraps: false,
      prompt: "> ",
      complete: () => Promise.resolve(undefined),
      clock: { now: () => this.#now },
    });
    this.keyboard.keep({ stop: () => this.happened.push("stop"), leave: () => this.happened.push("leave") });
  }

  /** `<name>` are keys, `<500>` so many milliseconds, everything else one chunk of text. */
  press(script: string): void {
    for (const [, name, text = ""] of script.matchAll(/<([^>]+)>|([^<]+)/g)) {
      if (name !== undefined && /^\d+$/.test(name)) this.#now += Number(name);
      else this.#listener?.(name === undefined ? { kind: "text", text } : { kind: "key", name });
    }
  }

  /** What the script answers to a question that is asked now; `unanswered` where it does not. */
  async ask(script: string): Promise<string | undefined> {
    const letter = this.keyboard.choose(["n", "y", "a"], this.controller.signal);
    this.press(script);
    return Promise.race([letter, new Promise<string>((resolve) => void setImmediate(resolve, "unanswered"))]);
  }
}

describe("a question at the keyboard", () => {
  const answers: readonly (readonly [string, string, string | undefined, string])[] = [
    ["takes a letter that stands alone after the quiet", "<400>y", "y", ""],
    ["takes a capital", "<400>A", "a", ""],
    ["takes Enter for the first letter", "<400><enter>", "n", ""],
    ["takes a letter too early for typing", "<399>a", "unanswered", "a"],
    ["takes a chunk that begins with a letter for typing", "<400>always", "unanswered", "always"],
    ["takes every letter after typed ones for typing", "w<100>h<100>a<100>t<500>y", "unanswered", "whaty"],
    ["begins the quiet anew at each key", "x<300><backspace><300>y", "unanswered", "y"],
    ["takes a letter again when the text is gone and it is quiet", "x<300><backspace><400>y", "y", ""],
    ["does not take an early Enter for no", "<100><enter>", "unanswered", ""],
    ["does not take Enter for no when something was typed", "x<backspace><500><enter>", "unanswered", ""],
    ["takes a pressed key of no meaning for no answer", "<400><f5>", "unanswered", ""],
    ["is left by Ctrl+C at once", "<ctrl+c>", undefined, ""],
  ];
  for (const [title, script, letter, text] of answers) {
    it(title, async () => {
      const scene = new Scene();
      expect(await scene.ask(script)).to.equal(letter);
      expect(scene.editor.text).to.equal(text);
    });
  }

  it("is not answered by a word that was begun before it", async () => {
    const scene = new Scene();
    scene.press("what is <500>");
    expect(await scene.ask("<500>a<500>y")).to.equal("unanswered");
    expect(scene.editor.text).to.equal("what is ay");
    expect(scene.written).to.contain("kept as your next input").and.to.match(/^[^:]*: $/);
  });

  it("stays when a text is entered, which is the next input", async () => {
    const scene = new Scene();
    expect(await scene.ask("then do that<500><enter><500><enter>")).to.equal("unanswered");
    expect(await scene.keyboard.read()).to.equal("then do that");
  });

  it("can be answered after a text was entered", async () => {
    const scene = new Scene();
    expect(await scene.ask("then do that<enter><500>y")).to.equal("y");
    expect(await scene.keyboard.read()).to.equal("then do that");
  });

  it("gives what was entered back when Ctrl+C leaves it", async () => {
    const scene = new Scene();
    expect(await scene.ask("later<enter><ctrl+c>")).to.equal(undefined);
    expect(scene.editor.text).to.equal("later");
    scene.press("<ctrl+c>");
    expect(scene.happened).to.deep.equal(["leave"]);
  });
});

describe("the keyboard while a turn runs", () => {
  for (const key of ["ctrl+c", "escape"]) {
    it(`gives what was queued back to the editor on ${key}, and sends nothing of it`, async () => {
      const scene = new Scene();
      scene.press(`one<enter>two<enter>half<${key}>`);
      expect(scene.happened).to.deep.equal(["stop"]);
      expect(scene.editor.text).to.equal("one\ntwo\nhalf");
      let read: string | undefined = "nothing";
      const input = scene.keyboard.read().then((text) => (read = text));
      await new Promise((resolve) => void setImmediate(resolve));
      expect(read).to.equal("nothing");
      scene.press("!<enter>");
      expect(await input).to.equal("one\ntwo\nhalf!");
    });
  }

  it("leaves by a second Ctrl+C, and clears by it when the turn has ended", async () => {
    const running = new Scene();
    running.press("one<enter><ctrl+c><ctrl+c>");
    expect(running.happened).to.deep.equal(["stop", "leave"]);
    const ended = new Scene();
    ended.press("one<enter><ctrl+c>");
    const input = ended.keyboard.read();
    ended.press("<ctrl+c>");
    expect(ended.editor.text).to.equal("");
    ended.press("<ctrl+c><ctrl+c>");
    expect(await input).to.equal(undefined);
  });
});
