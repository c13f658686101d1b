import { expect } from "chai";
import { MarkdownStream } from "../../../../src/print/line/markdown/markdown-stream.ts";
import { stylesOf } from "../../../../src/print/line/styles.ts";

const coloured = stylesOf({ moves: true, colours: true, spoken: false });
const plain = stylesOf({ moves: false, colours: false, spoken: false });

/** Colours as tags: `<b>`, `<i>`, `<s>`, `<c>` for code, `<u>` for links, `<d>` for what is dim. */
const tags: Readonly<Record<string, string>> = {
  1: "<b>", 3: "<i>", 9: "<s>", 36: "<c>", 4: "<u>", 2: "<d>", 22: "</>", 23: "</i>", 29: "</s>", 39: "</c>", 24: "</u>",
};
const tagged = (text: string): string => text.replaceAll(/\x1b\[(\d+)m/g, (_, code: string) => tags[code] ?? "?");

function rendered(markdown: string, size: number, styles = coloured): string {
  const stream = new MarkdownStream(styles);
  const pieces = size === 0 ? [markdown] : (markdown.match(new RegExp(`[^]{1,${size}}`, "g")) ?? []);
  return tagged(pieces.map((piece) => stream.write(piece)).join("") + stream.end());
}

const texts: readonly (readonly [string, string, string])[] = [
  ["plain text", "Hello there.\nMore.", "Hello there.\nMore."],
  ["headings", "# One\n### Two `x`\n#no", "<b>One</>\n<b>Two <c>x</c></>\n#no"],
  ["strong, emphasis, struck", "a **b c** d *e* __f__ _g_ ~~h~~.", "a <b>b c</> d <i>e</i> <b>f</> <i>g</i> <s>h</s>."],
  ["one in the other", "**a `b` *c***\n", "<b>a <c>b</c> <i>c</i></>\n"],
  ["what is none of these", "2 * 3 * 4, snake_case_name, *args, **kwargs, a ~ b, x[0] and [1].", "2 * 3 * 4, snake_case_name, *args, **kwargs, a ~ b, x[0] and [1]."],
  ["code with marks in it", "Use `a*b*c` and ``x`y``.", "Use <c>a*b*c</c> and <c>x`y</c>."],
  ["a backtick without its second", "It's 5` long\nnext", "It's 5` long\nnext"],
  ["links", "See [the docs](https://a.b/c_d_(e)) and [https://x.y](https://x.y).", "See the docs (<u>https://a.b/c_d_(e)</u>) and <u>https://x.y</u>."],
  ["escapes", String.raw`\*not\* \# and C:\dir`, String.raw`*not* # and C:\dir`],
  ["lists", "- one\n* **two**\n  - deep\n1. first\n10) tenth\n-none", "• one\n• <b>two</>\n  • deep\n1. first\n10) tenth\n-none"],
  ["tasks", "- [ ] open\n- [x] done", "• [ ] open\n• [x] done"],
  ["quotes and rules", "> said\n\n---\n***\nend", "<d>> </>said\n\n<d>---</>\n<d>---</>\nend"],
  ["code in a fence", "a\n```ts\nconst x = `y`;\n\n  **z**\n```\nb", "a\n  <c>const x = `y`;</c>\n\n  <c>  **z**</c>\nb"],
  ["a fence in a fence", "````md\n```\nx\n```\n````\n*y*", "  <c>```</c>\n  <c>x</c>\n  <c>```</c>\n<i>y</i>"],
  ["a fence that never ends", "~~~\ncode", "  <c>code</c>"],
  ["tables as they are", "| a | b |\n|---|---|\n| 1 | `2` |", "| a | b |\n|---|---|\n| 1 | <c>2</c> |"],
  ["marks left open", "**open\nnext *line", "**open\nnext *line"],
  ["a text that is a mark", "#", "#"],
  ["nothing", "", ""],
];

describe("Markdown as it comes", () => {
  for (const [what, markdown, expected] of texts) {
    it(`is readable: ${what}`, () => {
      expect(rendered(markdown, 0)).to.equal(expected);
    });

    it(`is the same in pieces of any size: ${what}`, () => {
      for (const size of [1, 2, 3, 5, 8]) expect(rendered(markdown, size), `pieces of ${size}`).to.equal(expected);
    });
  }

  it("is given at once where nothing can change it any more", () => {
    const stream = new MarkdownStream(coloured);
    expect(stream.write("Hello wor")).to.equal("Hello wor");
    expect(stream.write("ld **bo")).to.equal("ld ");
    expect(tagged(stream.write("ld** x"))).to.equal("<b>bold</> x");
    expect(stream.write(" [a")).to.equal(" ");
    expect(stream.write("] b")).to.equal("[a] b");
  });

  it("never holds text back for long", () => {
    const stream = new MarkdownStream(coloured);
    expect(stream.write(`*${"word ".repeat(100)}`)).to.have.length.greaterThan(400);
  });

  it("keeps what sets code and headings apart where there are no colours", () => {
    expect(rendered("# One\n- **two** `three`\n```\nfour\n```", 0, plain)).to.equal("# One\n- two `three`\n  four\n");
  });

  it("loses no letter of any text", () => {
    const pieces = ["word ", "*", "**", "_", "`", "[a](b)", "\n", "- ", "# ", "x", "~~", "1. ", "> ", "[", "]", "!"];
    for (let seed = 1; seed < 300; seed++) {
      const text = Array.from({ length: 30 }, (_, index) => pieces[(seed * 13 + index * (seed + index) * 5) % pieces.length] ?? "").join("");
      const letters = (from: string): string => from.replaceAll(/[^a-z]/g, "");
      const untagged = rendered(text, 1 + (seed % 4)).replaceAll(/<\/?[bisuc]?d?>/g, "");
      expect(letters(untagged), JSON.stringify(text)).to.equal(letters(text));
    }
  });
});
