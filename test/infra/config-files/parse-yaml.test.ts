import { expect } from "chai";
import { parseYaml } from "../../../src/infra/config-files/parse-yaml.ts";

function problemsOf(text: string): string[] {
  return parseYaml(text).problems.map(({ line, column, message }) => `${String(line)}:${String(column)} ${message}`);
}

describe("parseYaml", () => {
  it("reads YAML 1.2 as plain JSON", () => {
    const { value, problems } = parseYaml("a: 1\nb: [x, 'y']\nc:\n  d: yes\n  e: 2024-01-01\nf: &f true\ng: *f\n");
    expect(problems).to.deep.equal([]);
    expect(value).to.deep.equal({ a: 1, b: ["x", "y"], c: { d: "yes", e: "2024-01-01" }, f: true, g: true });
  });

  it("takes an empty file, and one of comments, for nothing", () => {
    for (const text of ["", "\n", "# model: x\n", "---\n"]) {
      expect(parseYaml(text)).to.deep.include({ value: undefined, problems: [] });
    }
  });

  it("reads a file with a byte order mark and Windows line ends", () => {
    expect(parseYaml("\uFEFFa: 1\r\nb: 2\r\n").value).to.deep.equal({ a: 1, b: 2 });
  });

  it("tells where the text is broken, in plain words", () => {
    expect(problemsOf("a:\n\tb: 2\n")).to.deep.equal(["2:1 YAML can't be indented by tabs: use spaces."]);
    expect(problemsOf("a: 1\nb: 2\na: 3\n")).to.deep.equal(['3:1 duplicate key "a".']);
    expect(problemsOf("a: 1\n---\nb: 1\n")).to.deep.equal(['2:1 only one document is allowed: remove the line "---".']);
    expect(problemsOf('a: 1\nb: "x\n')).to.deep.equal(['3:1 missing closing "quote.']);
    expect(problemsOf("a: @x\n")).to.deep.equal(["1:4 plain value cannot start with reserved character @."]);
    expect(problemsOf("a: !secret x\n")).to.deep.equal(["1:4 unresolved tag: !secret."]);
    expect(problemsOf("a:\n  b: {url: x, key: ${KEY}, c: 1}\n  d: {e: 1}\n")).to.deep.equal([
      '2:20 inside { } or [ ] a reference has to stand in quotes: "${KEY}".',
    ]);
    expect(problemsOf("? [a]\n: 1\n")).to.have.length(1);
  });

  it("tells of values that JSON does not have, and of aliases to nothing", () => {
    expect(problemsOf("a: 1\nb: .inf\nc: .nan\n")).to.deep.equal(["2:4 a number must be finite.", "3:4 a number must be finite."]);
    expect(problemsOf("a: *nobody\n")).to.deep.equal(["1:4 nothing is called &nobody."]);
  });

  it("tells all faults of a file at once", () => {
    expect(problemsOf("a: @x\nb: `y\na: 1\n")).to.have.length(3);
  });

  it("shows the line with a caret, but no line in which a secret may stand", () => {
    expect(parseYaml("model: x\nlog: @y\n").problems[0]?.excerpt).to.equal("  | log: @y\n  |      ^");
    expect(parseYaml("apiKey: @sk-1234\n").problems[0]).not.to.have.property("excerpt");
  });

  it("does not unfold aliases without end, nor nest without end", () => {
    const bomb = ["a: &a [1,1,1,1,1,1,1,1,1]", ..."bcdefgh".split("").map((name, index) => bombLine(name, "abcdefgh".charAt(index)))];
    expect(problemsOf(bomb.join("\n"))).to.have.length(1);
    expect(problemsOf(`a: ${"[".repeat(5000)}`)).to.deep.equal(["1:1 nested too deeply."]);
  });

  it("keeps a key called __proto__ for what it is", () => {
    const { value } = parseYaml("__proto__: {polluted: 1}\n");
    expect(JSON.stringify(value)).to.equal('{"__proto__":{"polluted":1}}');
    expect(Reflect.get({}, "polluted")).to.equal(undefined);
  });

  describe("locate", () => {
    const parsed = parseYaml("a: 1\nb:\n  c: x\n  list:\n    - one\n    - two\nflow: {k: v}\n");

    it("finds keys, values and items", () => {
      expect(parsed.locate(["b", "c"], "key")).to.deep.equal({ line: 3, column: 3 });
      expect(parsed.locate(["b", "c"], "value")).to.deep.equal({ line: 3, column: 6 });
      expect(parsed.locate(["b", "list", "1"], "value")).to.deep.equal({ line: 6, column: 7 });
      expect(parsed.locate(["flow", "k"], "key")).to.deep.equal({ line: 7, column: 8 });
    });

    it("points at the nearest thing around what is not there", () => {
      expect(parsed.locate(["b", "missing"], "value")).to.deep.equal({ line: 2, column: 1 });
      expect(parsed.locate([], "value")).to.deep.equal({ line: 1, column: 1 });
    });
  });
});

function bombLine(name: string, inside: string): string {
  return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${inside}`).join(",")}]`;
}
