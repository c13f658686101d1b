import { expect } from "chai";
import grep from "../src/grep.ts";
import { withTools } from "./with-tools.ts";

describe("grep", () => {
  const bench = withTools();

  it("shows matching lines with path and number", async () => {
    bench.put("a.ts", "const one = 1;\nlet two;\nconst three = 3;\n");
    bench.put("b/c.ts", "// const\r\nconst x;\r\n");
    expect(await bench.ask(grep, { pattern: "^const \\w+" })).to.equal(
      "a.ts:1:const one = 1;\na.ts:3:const three = 3;\nb/c.ts:2:const x;",
    );
    expect(await bench.ask(grep, { pattern: ";$", path: "b" })).to.equal("b/c.ts:2:const x;");
    expect(await bench.ask(grep, { pattern: "two", path: "a.ts" })).to.equal("a.ts:2:let two;");
  });

  it("finds by line what a look at the whole text alone would get wrong", async () => {
    bench.put("a", "foo\nbar\n\nfoo baz\n");
    expect(await bench.ask(grep, { pattern: "foo(?!\\s*bar)" })).to.equal("a:1:foo\na:4:foo baz");
    expect(await bench.ask(grep, { pattern: "(?<!foo\\n)bar" })).to.equal("a:2:bar");
    expect(await bench.ask(grep, { pattern: "foo\\s+bar" })).to.match(/^No match/);
    expect(await bench.ask(grep, { pattern: "^$" })).to.equal("a:3:");
    expect(await bench.ask(grep, { pattern: "[^a-z]" })).to.equal("a:4:foo baz");
  });

  it("ignores case, and finds other alphabets", async () => {
    bench.put("a", "Straße\nÄRGER\n日本語\n");
    expect(await bench.ask(grep, { pattern: "ärger", ignoreCase: true })).to.equal("a:2:ÄRGER");
    expect(await bench.ask(grep, { pattern: "本" })).to.equal("a:3:日本語");
  });

  it("lists files, or counts", async () => {
    bench.put("a", "x\nx\n");
    bench.put("b", "y\n");
    bench.put("c", "x\n");
    expect(await bench.ask(grep, { pattern: "x", mode: "files" })).to.equal("a\nc");
    expect(await bench.ask(grep, { pattern: "x", mode: "count" })).to.equal("a:2\nc:1");
    const { details } = await bench.run(grep, { pattern: "x" });
    expect(details).to.deep.equal({ files: 2, matches: 3, complete: true });
  });

  it("shows lines around a match, each once", async () => {
    bench.put("a", Array.from({ length: 12 }, (_, index) => (([2, 4, 10].includes(index) ? "hit" : "l") + index)).join("\n"));
    bench.put("b", "hit\n");
    expect(await bench.ask(grep, { pattern: "hit", context: 1 })).to.equal(
      ["a-2-l1", "a:3:hit2", "a-4-l3", "a:5:hit4", "a-6-l5", "--", "a-10-l9", "a:11:hit10", "a-12-l11", "--", "b:1:hit"].join("\n"),
    );
  });

  it("keeps to files that match a pattern", async () => {
    bench.put("a.ts", "x");
    bench.put("src/b.ts", "x");
    bench.put("src/c.js", "x");
    expect(await bench.ask(grep, { pattern: "x", glob: "*.ts", mode: "files" })).to.equal("a.ts\nsrc/b.ts");
    expect(await bench.ask(grep, { pattern: "x", glob: "src/*.{js,ts}", mode: "files" })).to.equal("src/b.ts\nsrc/c.js");
    expect(await bench.ask(grep, { pattern: "x", path: "src", glob: "b.*", mode: "files" })).to.equal("src/b.ts");
  });

  it("leaves out ignored and binary files, and reads UTF-16", async () => {
    bench.put(".gitignore", "dist\n");
    bench.put("dist/a", "needle");
    bench.put("b.bin", Buffer.from("needle\0"));
    bench.put("c.txt", Buffer.from("\uFEFFa needle", "utf16le"));
    expect(await bench.ask(grep, { pattern: "needle" })).to.equal("c.txt:1:a needle");
    expect(await bench.failure(grep, { pattern: "needle", path: "b.bin" })).to.match(/^invalid-input: .*binary/);
  });

  it("stops at its limit and says so", async () => {
    bench.put("a", "x\n".repeat(70));
    bench.put("b", "x\n".repeat(70));
    const lines = (await bench.ask(grep, { pattern: "x" })).split("\n");
    expect(lines).to.have.length(101);
    expect(lines.at(-1)).to.equal("(only the first 100; narrow the search or raise limit)");
    expect(await bench.ask(grep, { pattern: "x", limit: 1, mode: "files" })).to.match(/^a\n\(only the first 1;/);
    expect(await bench.ask(grep, { pattern: "x", limit: 140 })).not.to.contain("only");
  });

  it("cuts long lines", async () => {
    bench.put("a", `needle${"x".repeat(10_000)}`);
    expect((await bench.ask(grep, { pattern: "needle" })).length).to.be.lessThan(600);
  });

  it("gives up on a pattern that would take for ever", async () => {
    bench.put("a", `${"a".repeat(60)}!\n`);
    const started = performance.now();
    expect(await bench.failure(grep, { pattern: "(a+)+$" })).to.match(/^invalid-input: The pattern \(a\+\)\+\$ takes too long/);
    expect(performance.now() - started).to.be.lessThan(10_000);
    expect(await bench.ask(grep, { pattern: "a!$", mode: "files" }), "and works on").to.equal("a");
  });

  it("gives up on a pattern for files that would take for ever", async () => {
    bench.put(`${"a".repeat(49)}c`, "x");
    const started = performance.now();
    expect(await bench.failure(grep, { pattern: "x", glob: `${"*a".repeat(13)}*b` })).to.match(/^invalid-input: The pattern .* takes too long/);
    expect(performance.now() - started).to.be.lessThan(10_000);
  });

  it("is quick with honest patterns on a large file", async () => {
    bench.put("a", `${"call(x, y\n".repeat(200_000)}end)\n`);
    expect(await bench.ask(grep, { pattern: "[^)]*\\)" })).to.equal("a:200001:end)");
    expect(await bench.ask(grep, { pattern: "\\s+end" })).to.match(/^No match/);
  });

  it("says what is wrong with a pattern", async () => {
    expect(await bench.failure(grep, { pattern: "foo(" })).to.equal(
      "invalid-input: The pattern is not a JavaScript regular expression: /foo(/: Unterminated group.",
    );
  });

  it("says that nothing matches, and what is wrong with the path", async () => {
    expect(await bench.ask(grep, { pattern: "x" })).to.equal("No match for x.");
    expect(await bench.failure(grep, { pattern: "x", path: "missing" })).to.match(/^invalid-input: .*does not exist/);
    expect(await bench.failure(grep, { pattern: "x", path: "/etc" })).to.match(/^permission-denied/);
  });

  it("does not count as reading a file before it is overwritten", async () => {
    bench.put("a", "x\n");
    await bench.run(grep, { pattern: "x" });
    const error = await bench.files.write("a", Buffer.from("y")).catch(String);
    expect(error).to.contain("has not been read");
  });

  it("declares what it reads", () => {
    expect(grep.access({ pattern: "x" })).to.deep.equal([{ kind: "read", path: "." }]);
    expect(grep.access({ pattern: "x", path: "a" })).to.deep.equal([{ kind: "read", path: "a" }]);
  });
});
