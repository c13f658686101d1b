import { expect } from "chai";
import type { Key } from "../../../src/infra/terminal/key.ts";
import { KeyDecoder } from "../../../src/infra/terminal/key-decoder.ts";

const told = (keys: readonly Key[]): string[] => keys.map((key) => (key.kind === "key" ? key.name : `${key.kind} ${key.text}`));
const keysOf = (input: string): string[] => {
  const decoder = new KeyDecoder();
  return told([...decoder.feed(input), ...decoder.flush()]);
};

const sent: readonly (readonly [string, string, readonly string[]])[] = [
  ["letters", "höß 漢", ["text höß 漢"]],
  ["Enter and the keys of readline", "\r\x01\x0a\x7f\t\0", ["enter", "ctrl+a", "ctrl+j", "backspace", "tab", "ctrl+space"]],
  ["arrows of both modes", "\x1b[A\x1bOB\x1b[C\x1bOD", ["up", "down", "right", "left"]],
  ["home, end and delete of all terminals", "\x1b[H\x1bOF\x1b[1~\x1b[4~\x1b[7~\x1b[3~", ["home", "end", "home", "end", "home", "delete"]],
  ["keys held down with them", "\x1b[1;5C\x1b[1;3D\x1b[3;5~\x1b[1;6A", ["ctrl+right", "alt+left", "ctrl+delete", "ctrl+shift+up"]],
  ["Shift+Enter by the Kitty protocol", "\x1b[13;2u", ["shift+enter"]],
  ["Shift+Enter by modifyOtherKeys", "\x1b[27;2;13~", ["shift+enter"]],
  ["control keys by the Kitty protocol, their release left out", "\x1b[99;5u\x1b[99;5:3u\x1b[27u", ["ctrl+c", "escape"]],
  ["a letter by the Kitty protocol, caps lock on", "\x1b[97;65u", ["text a"]],
  ["Alt and a letter, Enter, backspace", "\x1bb\x1b\r\x1b\x7f", ["alt+b", "alt+enter", "alt+backspace"]],
  ["a paste with line ends and an escape in it", "\x1b[200~a\r\nb\x1b[Ac\x1b[201~d", ["paste a\r\nb\x1b[Ac", "text d"]],
  ["Esc, alone and twice", "\x1b\x1b", ["escape", "escape"]],
  ["Esc before a sequence", "\x1b\x1b[A", ["escape", "up"]],
  ["Alt+], which begins like an answer", "\x1b]x\x1b]", ["alt+]", "text x", "alt+]"]],
  ["sequences that no key sends", "\x1b[?62;4c\x1b[I\x1b[200;1Rx", ["text x"]],
];

describe("the keys a terminal sends", () => {
  for (const [what, input, keys] of sent) {
    it(`are known for what they are: ${what}`, () => {
      expect(keysOf(input)).to.deep.equal(keys);
    });

    it(`are so in pieces of any size: ${what}`, () => {
      const decoder = new KeyDecoder();
      const got = [...input].flatMap((character) => [...decoder.feed(character)]);
      const joined = told([...got, ...decoder.flush()]).join("|").replaceAll("|text ", "").replace(/^text /, "");
      expect(joined).to.equal(keys.join("|").replaceAll("|text ", "").replace(/^text /, ""));
    });
  }

  it("wait for the rest of a sequence, and are the Esc key when none comes", () => {
    const decoder = new KeyDecoder();
    expect(decoder.feed("\x1b[1;")).to.deep.equal([]);
    expect(decoder.pending).to.equal(true);
    expect(told(decoder.feed("5C"))).to.deep.equal(["ctrl+right"]);
    expect(told(decoder.feed("\x1b"))).to.deep.equal([]);
    expect(told(decoder.flush())).to.deep.equal(["escape"]);
    expect(decoder.pending).to.equal(false);
  });

  it("do not mistake a long paste in pieces for anything else", () => {
    const decoder = new KeyDecoder();
    const text = "line\r".repeat(2000);
    const got = `\x1b[200~${text}\x1b[201~\r`.match(/[^]{1,7}/g)?.flatMap((piece) => [...decoder.feed(piece)]) ?? [];
    expect(told(got)).to.deep.equal([`paste ${text}`, "enter"]);
  });

  it("are told apart from what it answers, in whatever pieces that comes", () => {
    const answers = ["\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1b]11;rgb:0000/0000/0000\x07", "\x1b[?62;22c"];
    const input = `a${answers.join("b")}c`;
    for (let size = 1; size <= input.length; size += 1) {
      const heard: string[] = [];
      const decoder = new KeyDecoder((answer) => heard.push(answer));
      const keys: Key[] = [];
      for (let at = 0; at < input.length; at += size) keys.push(...decoder.feed(input.slice(at, at + size)));
      expect(heard, `in pieces of ${size}`).to.deep.equal(["11;rgb:ffff/ffff/ffff", "11;rgb:0000/0000/0000", "c"]);
      expect(told(keys).join(" "), `in pieces of ${size}`).to.equal("text a text b text b text c");
    }
  });
});
