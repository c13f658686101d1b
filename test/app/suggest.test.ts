import { expect } from "chai";
import { unknownCommand } from "../../src/app/suggest.ts";

const commands = ["chat", "config get", "config set", "config", "session", "session list", "plugins", "plugins install"];

const cases: readonly (readonly [string, string, string | undefined])[] = [
  ["sesion", "sesion", "session"],
  ["SESSION", "SESSION", "session"],
  ["sesion list", "sesion", "session"],
  ["session lst 5", "session lst", "session list"],
  ["plugins instal openai", "plugins instal", "plugins install"],
  ["chta fix the bug", "chta", "chat"],
  ["configget", "configget", "config get"],
  ["config-get", "config-get", "config get"],
  ["zzzzzz", "zzzzzz", undefined],
  ["x", "x", undefined],
];

describe("unknownCommand", () => {
  for (const [typed, words, suggestion] of cases) {
    it(`of "${typed}" names "${words}" and suggests ${suggestion ?? "nothing"}`, () => {
      expect(unknownCommand(typed.split(" "), commands)).to.deep.equal({ words, suggestion });
    });
  }
});
