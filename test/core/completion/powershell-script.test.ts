import { expect } from "chai";
import { powershellScript } from "../../../src/core/completion/powershell-script.ts";

/** What a piece of PowerShell is made of, as far as this script needs it; throws where nothing fits. */
function tokensOf(script: string): readonly string[] {
  const kinds = [
    /^#[^\n]*/,
    /^'(?:[^']|'')*'/,
    /^"(?:[^"`$]|`[^])*"/,
    /^\$\w+/,
    /^\[[A-Za-z][\w.]*\](?:::\w+)?/,
    /^\d?>\$null/,
    /^-?-?[A-Za-z][\w-]*/,
    /^@\w+/,
    /^\d+/,
    /^@\(|^\+=|^[(){}|&=+,.]/,
  ];
  const tokens: string[] = [];
  for (let rest = script.trimStart(); rest !== ""; rest = rest.trimStart()) {
    const token = kinds.map((kind) => kind.exec(rest)?.[0]).find((found) => found !== undefined);
    if (token === undefined) throw new Error(`no token: ${rest.slice(0, 40)}`);
    tokens.push(token);
    rest = rest.slice(token.length);
  }
  return tokens.filter((token) => !token.startsWith("#"));
}

describe("the completion script of PowerShell", () => {
  const tokens = tokensOf(powershellScript("ainative-code"));

  it("closes every string and bracket that it opens", () => {
    const open: string[] = [];
    const closed: Readonly<Record<string, string>> = { ")": "(", "}": "{" };
    for (const token of tokens) {
      if (["(", "{", "@("].includes(token)) open.push(token.at(-1) ?? "");
      if (token in closed) expect(open.pop(), token).to.equal(closed[token]);
    }
    expect(open).to.deep.equal([]);
  });

  it("uses no variable that nothing has set", () => {
    const automatic = ["$_", "$null"];
    const known = new Set([...automatic, "$wordToComplete", "$commandAst", "$cursorPosition"]);
    for (const [index, token] of tokens.entries()) {
      if (!/^[$@]\w/.test(token)) continue;
      const next = tokens[index + 1];
      if (next === "=" || (next === "," && tokens[index + 3] === "=")) known.add(token);
      else if (!(next === "=" || tokens[index - 1] === ",")) expect([...known], `at ${index}`).to.include(token.replace("@", "$"));
      else known.add(token);
    }
    expect(known).to.include("$ask").and.include("$typed").and.include("$word");
  });

  it("asks the program with -- before the words, and takes its name for one word whatever is in it", () => {
    expect(powershellScript("it's")).to.include("-CommandName 'it''s' -ScriptBlock").and.include("& 'it''s' @ask");
    const text = tokens.join(" ");
    expect(text).to.include("$ask = @( 'complete' )").and.include("$ask += '--' $ask += $typed");
  });

  it("is ASCII, for PowerShell 5.1 reads a file without a mark in the system's code page", () => {
    expect(powershellScript("ainative-code")).to.match(/^[\x00-\x7f]+$/);
  });
});
