import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hookPoints } from "@ainative-code/sdk";
import { expect } from "chai";

const docs = join(import.meta.dirname, "../../docs");
const tutorial = readFileSync(join(docs, "plugins.md"), "utf8");

interface Snippet {
  readonly file: string | undefined;
  readonly language: string;
  readonly text: string;
}

/** The code of a page, each with the file that the comment above it names. */
function snippetsOf(page: string): readonly Snippet[] {
  return [...page.matchAll(/(?:^<!-- (\S+) -->\n)?^```(\w*)\n([^]*?)^```$/gm)].map(([, file, language = "", text = ""]) => ({ file, language, text }));
}

/** Whether the lines stand in the file one after the other, all of them as far to the right as the first. */
function stands(text: string, file: string): boolean {
  const lines = file.split("\n");
  const wanted = text.trimEnd().split("\n");
  return lines.some((line, start) => {
    const indent = line.slice(0, line.length - line.trimStart().length);
    return wanted.every((one, index) => lines[start + index] === (one === "" ? "" : indent + one));
  });
}

describe("the tutorial of plugins", () => {
  const snippets = snippetsOf(tutorial).filter(({ language }) => language !== "sh");

  it("has code of every example", () => {
    const shown = new Set(snippets.map(({ file }) => file?.split("/")[1]));
    for (const example of readdirSync(join(docs, "plugins"))) expect([...shown]).to.include(example);
  });

  for (const { file, text } of snippets) {
    const [first = ""] = text.split("\n");
    it(`shows what stands in ${file ?? "no file"}: ${first}`, () => {
      expect(stands(text, readFileSync(join(docs, file ?? "."), "utf8"))).to.equal(true);
    });
  }

  it("leads to pages that are there", () => {
    const targets = [...tutorial.matchAll(/\]\(([^)#:]+)\)/g)].map(([, target = ""]) => target);
    expect(targets.filter((target) => !existsSync(join(docs, target)))).to.deep.equal([]);
  });

  it("names every hook point and every key of the manifest", () => {
    for (const point of hookPoints) expect(tutorial).to.include(`| \`${point}\` |`);
    for (const key of ["api", "providers", "tools", "settings", "rights.hosts", "rights.secrets", "rights.spawn"]) {
      expect(tutorial).to.include(`| \`${key}\` |`);
    }
  });
});

describe("the examples of the tutorial", () => {
  const limits = { "provider-example/src/provider.ts": 40, "tool-example/src/tools/word-count.ts": 25, "command-example/src/commands/notes/find.ts": 30 };
  for (const [file, most] of Object.entries(limits)) {
    it(`stay small: ${file}`, () => {
      expect(readFileSync(join(docs, "plugins", file), "utf8").trimEnd().split("\n")).to.have.property("length").that.is.at.most(most);
    });
  }
});
