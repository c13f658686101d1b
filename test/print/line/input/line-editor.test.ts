import { expect } from "chai";
import type { Key } from "../../../../src/app/line/open-terminal.ts";
import { LineEditor } from "../../../../src/print/line/input/line-editor.ts";

/** `<…>` are keys, everything else is typed. */
function press(editor: LineEditor, script: string): LineEditor {
  for (const [, name, text] of script.matchAll(/<([^>]+)>|([^<]+)/g)) {
    const key: Key = name === undefined ? { kind: "text", text: text ?? "" } : { kind: "key", name };
    editor.press(key);
  }
  return editor;
}

/** The text with `|` where the cursor is. */
const shown = ({ text, cursor }: LineEditor): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;
const after = (script: string, history: readonly string[] = []): string => shown(press(new LineEditor(history), script));

const edits: readonly (readonly [string, string, string])[] = [
  ["types", "hello", "hello|"],
  ["goes by characters", "abc<left><left>x<right>y", "axby|c"],
  ["goes by characters as a reader counts them", "e\u0301👨‍👩‍👧漢<left><left>x", "e\u0301x|👨‍👩‍👧漢"],
  ["takes a whole character away", "a👩🏽‍🚀<backspace>", "a|"],
  ["goes to the ends of the line", "abc<ctrl+a>x<ctrl+e>y<home>z<end>w", "zxabcyw|"],
  ["goes by words", "one two-three<alt+b>x<ctrl+left><ctrl+left><alt+f>y", "one twoy|-xthree"],
  ["deletes to the right", "abc<ctrl+a><delete><ctrl+d>", "|c"],
  ["kills a word between blanks", "git commit -m<ctrl+w><ctrl+w>", "git |"],
  ["kills a word of letters", "a/b-c<alt+backspace>", "a/b-|"],
  ["kills the next word", "one two<ctrl+a><alt+d>", "| two"],
  ["kills to the ends of the line and yanks", "one two<alt+b><ctrl+k><ctrl+a><ctrl+y>", "two|one "],
  ["joins kills that follow each other", "one two<ctrl+w><ctrl+w><ctrl+y>!", "one two!|"],
  ["keeps them apart where something is between", "one two<ctrl+w><left><right><ctrl+w><ctrl+y>", "one |"],
  ["does not keep single characters", "ab<ctrl+w>cd<backspace><ctrl+y>", "cab|"],
  ["has three ways to a new line", "a<shift+enter>b<ctrl+j>c\\<enter>d", "a\nb\nc\nd|"],
  ["goes up and down in its lines, keeping the column", "abc<ctrl+j>d<ctrl+j>efg<up><up>x", "ax|bc\nd\nefg"],
  ["goes from one line to the next at its end", "ab<ctrl+j>cd<ctrl+a><left>x", "abx|\ncd"],
];

describe("the editor of a line", () => {
  for (const [what, script, expected] of edits) {
    it(what, () => {
      expect(after(script)).to.equal(expected);
    });
  }

  it("transposes the characters around the cursor, and the last two at the end", () => {
    expect(after("abc<ctrl+t>")).to.equal("acb|");
    expect(after("abc<left><ctrl+t>")).to.equal("acb|");
    expect(after("a<ctrl+t>")).to.equal("a|");
  });

  it("goes through the history, and back to what was being typed", () => {
    const history = ["first", "second\nof two"];
    expect(after("draft<up>", history)).to.equal("second\nof two|");
    expect(after("draft<up><up><up>", history)).to.equal("first|");
    expect(after("draft<up><up><up><up>", history)).to.equal("first|");
    expect(after("draft<up><down>", history)).to.equal("draft|");
  });

  describe("looking through earlier inputs", () => {
    const history = ["git log", "npm test", "git commit", "git commit", "Look at src"];
    const looking = (script: string, draft = "draft"): LineEditor => {
      const editor = press(new LineEditor(history), draft);
      editor.search();
      return press(editor, script);
    };
    const looks: readonly (readonly [string, string, string, string | undefined])[] = [
      ["shows what was being typed at first", "", "draft|", 'search "": '],
      ["finds the newest that holds what is typed", "git", "|git commit", 'search "git": '],
      ["finds it in whatever case, and where it stands", "SRC", "Look at |src", 'search "SRC": '],
      ["goes on to older ones, past what reads the same, and back", "git<ctrl+r>", "|git log", 'search "git": '],
      ["comes back to newer ones", "git<ctrl+r><ctrl+s>", "|git commit", 'search "git": '],
      ["says that there is none, and keeps what was found", "git<ctrl+r><ctrl+r>", "|git log", 'not found "git": '],
      ["finds anew what is left of the words", "gitx<backspace>", "|git commit", 'search "git": '],
      ["shows what was being typed again where no words are left", "g<backspace>", "draft|", 'search "": '],
      ["takes what was found, to be changed", "test<escape>", "npm |test", undefined],
      ["takes it, and lets a key act on it", "test<ctrl+e>!", "npm test!|", undefined],
      ["gives up, and what was being typed comes back", "test<ctrl+c>", "draft|", undefined],
    ];
    for (const [what, script, text, label] of looks) {
      it(what, () => {
        const editor = looking(script);
        expect([shown(editor), editor.label]).to.deep.equal([text, label]);
      });
    }

    it("sends what was found by Enter", () => {
      const editor = looking("test");
      expect(editor.press({ kind: "key", name: "enter" })).to.equal("submitted");
      expect(editor.take()).to.equal("npm test");
      expect(editor.label).to.equal(undefined);
    });
  });

  it("has what was sent as the newest of the history, once", () => {
    const editor = press(new LineEditor(["old"]), "new");
    expect(editor.press({ kind: "key", name: "enter" })).to.equal("submitted");
    expect(editor.take()).to.equal("new");
    expect(shown(editor)).to.equal("|");
    press(editor, "new");
    editor.take();
    expect(shown(press(editor, "<up><up>"))).to.equal("old|");
  });

  it("takes a paste as one text, whatever ends its lines, and nothing that acts on a terminal", () => {
    const editor = new LineEditor();
    editor.press({ kind: "paste", text: "a\r\nb\rc\x1b[2J\x07" });
    expect(editor.text).to.equal("a\nb\nc[2J");
  });

  it("shows a long paste as one mark that goes as a whole, and sends all of it", () => {
    const long = Array.from({ length: 11 }, (_, index) => `line ${index}`).join("\n");
    const editor = press(new LineEditor(), "look: ");
    editor.press({ kind: "paste", text: long });
    press(editor, " and go");
    expect([...editor.text].map((character) => editor.shown(character)).join("")).to.equal("look: [pasted 11 lines] and go");
    expect(editor.take()).to.equal(`look: ${long} and go`);
    editor.press({ kind: "paste", text: long });
    expect(shown(press(editor, "<backspace>"))).to.equal("|");
  });

  it("shows ten lines as they are", () => {
    const ten = "x\n".repeat(9);
    const editor = new LineEditor();
    editor.press({ kind: "paste", text: ten });
    expect(editor.text).to.equal(ten);
  });
});
