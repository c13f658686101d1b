import { expect } from "chai";
import { readFileSync } from "node:fs";
import { commandsText } from "../../../scripts/docs/commands.ts";
import { exitCodesTable } from "../../../scripts/docs/exit-codes.ts";
import { betweenMarks } from "../../../scripts/docs/marked.ts";
import { pages } from "../../../scripts/docs/pages.ts";
import { coreSettings } from "../../../scripts/docs/settings.ts";

describe("the generated parts of docs/", () => {
  for (const [name, update] of Object.entries(pages)) {
    it(`are up to date in ${name}; if not, run: npm run docs`, () => {
      const page = readFileSync(new URL(`../../../docs/${name}`, import.meta.url), "utf8");
      expect(update(page)).to.equal(page);
    });
  }

  it("tell each setting with its default and what a project may do", () => {
    const rows = coreSettings().split("\n");
    expect(rows.find((row) => row.includes("`chat.maxTurns`"))).to.contain("| whole number | `100` | yes | `AINATIVE_CODE_CHAT_MAX_TURNS` |");
    expect(rows.find((row) => row.includes("`permissions.mode`"))).to.contain("| not `accept-edits`, `bypass` |");
  });

  it("tell each command with its flags", () => {
    expect(commandsText()).to.contain("| `chat [PROMPT]` |").and.to.contain("| `-m, --model VALUE` |");
  });

  it("tell each exit code with its errors", () => {
    expect(exitCodesTable()).to.match(/\| 43 \| .* \| `rate-limit`, `overloaded`, `network`, `interrupted` \|/);
  });

  it("do not lose the rest of a page", () => {
    expect(() => betweenMarks("no marks", "keys", "x")).to.throw("has lost the marks");
  });
});
