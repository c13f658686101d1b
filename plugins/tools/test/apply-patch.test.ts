import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import applyPatch from "../src/apply-patch.ts";
import { withTools } from "./with-tools.ts";

const enveloped = (...lines: readonly string[]): { readonly patch: string } => ({ patch: ["*** Begin Patch", ...lines, "*** End Patch", ""].join("\n") });
const numbered = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join("");

describe("apply_patch", () => {
  const bench = withTools();
  const is = (name: string): boolean => existsSync(join(bench.cwd, name));

  it("updates, adds, moves and removes files in one go", async () => {
    bench.put("a.txt", "one\ntwo\nthree\n");
    bench.put("old.txt", "x\ny\n");
    bench.put("gone.txt", "bye\n");
    const patch = enveloped(
      "*** Update File: a.txt", "@@", " one", "-two", "+TWO", " three",
      "*** Add File: deep/new.txt", "+hello", "+", "+world",
      "*** Update File: old.txt", "*** Move to: moved/new.txt", "@@", " x", "-y", "+z",
      "*** Delete File: gone.txt",
    );
    const { content, details } = await bench.run(applyPatch, patch);
    expect(content).to.equal("Patched:\nM a.txt\nA deep/new.txt\nR old.txt -> moved/new.txt\nD gone.txt");
    expect(bench.text("a.txt")).to.equal("one\nTWO\nthree\n");
    expect(bench.text("deep/new.txt")).to.equal("hello\n\nworld\n");
    expect(bench.text("moved/new.txt")).to.equal("x\nz\n");
    expect([is("old.txt"), is("gone.txt")]).to.deep.equal([false, false]);
    expect(details?.["diff"]).to.contain("-two").and.to.contain("+TWO");
    expect(readdirSync(bench.cwd).sort()).to.deep.equal(["a.txt", "deep", "moved"]);
  });

  it("declares every path it touches", () => {
    const patch = enveloped("*** Update File: a", "*** Move to: b", "@@", "-x", "+y", "*** Add File: c", "+1", "*** Delete File: d");
    expect(applyPatch.access(patch)).to.deep.equal(["a", "b", "c", "d"].map((path) => ({ kind: "write", path })));
  });

  it("takes what git diff writes, whatever the change", async () => {
    const git = (...words: readonly string[]): string => execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...words], { cwd: bench.cwd, encoding: "utf8" });
    bench.put("a.txt", numbered(40));
    bench.put("dash.sql", "-- a comment\n++ odd\nkeep\n");
    bench.put("no-end", "x");
    bench.put("gone", "1\n2\n");
    bench.put("was.txt", numbered(30));
    bench.put("pure.txt", "moved as it is\n");
    bench.put("grün b/name.txt", "umlaut\n");
    bench.put("empty-gone", "");
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "x");
    bench.put("a.txt", numbered(40).replace("line 3\n", "LINE 3\n").replace("line 30\n", "").concat("line 41\n"));
    bench.put("dash.sql", "keep\n");
    bench.put("no-end", "x\ny");
    bench.put("will.txt", numbered(30).replace("line 20\n", "line twenty\n"));
    bench.put("pure-new.txt", "moved as it is\n");
    bench.put("made/it", "new");
    bench.put("grün b/name.txt", "Umlaut\n");
    bench.put("empty-made", "");
    execFileSync("rm", ["gone", "was.txt", "pure.txt", "empty-gone"], { cwd: bench.cwd });
    git("add", "-A");
    const patch = git("diff", "--cached", "-M");
    const wanted = git("write-tree");
    git("reset", "-q", "--hard");
    await bench.run(applyPatch, { patch });
    git("add", "-A");
    expect(git("write-tree")).to.equal(wanted);
  });

  it("takes a plain diff, and one whose numbers are wrong", async () => {
    bench.put("a.txt", numbered(9));
    await bench.run(applyPatch, { patch: "--- a.txt\t2026-01-01 00:00:00\n+++ a.txt\n@@ -50,9 +51 @@\n line 4\n-line 5\n+five\n line 6\n" });
    expect(bench.text("a.txt")).to.equal(numbered(9).replace("line 5", "five"));
    expect(await bench.failure(applyPatch, { patch: "--- a.txt\n+++ a.txt\n@@ -1,1 +1,1 @@\n-line 1\n+one\n\n+lost\n" })).to.match(/line 7: a line that belongs to no hunk/);
  });

  it("keeps line ends, byte order mark, encoding, mode and a missing last line end", async () => {
    bench.put("crlf", "\uFEFFa\r\nb\r\nc\r\n");
    bench.put("latin1", Buffer.from("gr\xfcn\nrot", "latin1"));
    chmodSync(join(bench.cwd, "crlf"), 0o755);
    await bench.run(applyPatch, enveloped("*** Update File: crlf", "*** Move to: moved", "@@", " a", "+new", "-b", " c", "*** Update File: latin1", "@@", " grün", "-rot", "+blau"));
    expect(bench.text("moved")).to.equal("\uFEFFa\r\nnew\r\nc\r\n");
    expect(statSync(join(bench.cwd, "moved")).mode & 0o777).to.equal(0o755);
    expect(bench.bytes("latin1")).to.deep.equal(Buffer.from("gr\xfcn\nblau", "latin1"));
  });

  it("finds its place by a line before it, by the end of the file, and past blanks at the ends of lines", async () => {
    bench.put("a.py", "class A:\n  def f():\n    pass\nclass B:\n  def f():  \n    pass\n");
    await bench.run(applyPatch, enveloped("*** Update File: a.py", "@@ class B:", "   def f():", "-    pass", "+    return 1", "*** End of File"));
    expect(bench.text("a.py")).to.equal("class A:\n  def f():\n    pass\nclass B:\n  def f():  \n    return 1\n");
    await bench.run(applyPatch, enveloped("*** Update File: a.py", "@@ class A:", "@@ def f():", "-    pass", "+    return 0", "@@", "+# end", "*** End of File"));
    expect(bench.text("a.py")).to.match(/return 0\n[^]*return 1\n# end\n$/);
  });

  it("updates one file twice, and makes a file of the name of one that goes", async () => {
    bench.put("a", "1\n2\n3\n");
    bench.put("b", "b\n");
    await bench.run(applyPatch, enveloped("*** Update File: a", "@@", "-1", "+one", "*** Update File: a", "@@", "-3", "+three", "*** Delete File: b", "*** Add File: b", "+B"));
    expect([bench.text("a"), bench.text("b")]).to.deep.equal(["one\n2\nthree\n", "B\n"]);
  });

  it("changes the end of a file of 300,000 lines", async () => {
    bench.put("a", numbered(300_000));
    await bench.run(applyPatch, enveloped("*** Update File: a", "@@", " line 299998", "-line 299999", "+last but one"));
    expect(bench.text("a").slice(-40)).to.match(/line 299998\nlast but one\nline 300000\n$/);
  });

  describe("changes nothing, and says why,", () => {
    const refusals: readonly (readonly [string, readonly string[], RegExp])[] = [
      ["for a hunk that does not fit", ["*** Update File: b", "@@", " line 1", "-line two", "+x"], /^invalid-input: b, hunk 1 does not fit: from line 1 on it fits for 1 of 2 lines, then the hunk has "line two" and line 2 is "line 2"\.$/],
      ["for one that is nowhere", ["*** Update File: b", "@@", "-line 1", "+l", "@@", "-linne 7", "+x"], /^invalid-input: b, hunk 2 does not fit: there is no line "linne 7" from line 2 on\. Most like it is line 7: "line 7"$/],
      ["for one that fits twice", ["*** Update File: twice", "@@", "-same", "+x"], /^invalid-input: twice, hunk 1 fits in 2 places, at lines 1, 3\.$/],
      ["for a head that is nowhere", ["*** Update File: b", "@@ class X", "-line 7", "+x"], /^invalid-input: b, hunk 1: no line "class X" from line 1 on\.$/],
      ["for a file that is not there", ["*** Update File: none", "@@", "-a", "+b"], /^invalid-input: none does not exist/],
      ["for a file that is there", ["*** Add File: b", "+b"], /^invalid-input: b is to be added and is there already/],
      ["for a move onto a file", ["*** Update File: twice", "*** Move to: b", "@@", " between", "+x"], /^invalid-input: twice is to be moved to b, which is there already/],
      ["for what is outside", ["*** Add File: ../x", "+b"], /^permission-denied: /],
      ["for a folder that is a file", ["*** Add File: b/c", "+b"], /^invalid-input: /],
      ["for a line without a mark", ["*** Update File: b", "@@", "line 1"], /^invalid-input: The patch can't be read: line 8: /],
      ["for an unknown head", ["*** Frobnicate File: b"], /^invalid-input: The patch can't be read: line 6: a line of a hunk|expected \*\*\* Add File/],
    ];
    for (const [what, lines, message] of refusals) {
      it(what, async () => {
        bench.put("a", "first\n");
        bench.put("b", numbered(9));
        bench.put("twice", "same\nbetween\nsame\n");
        expect(await bench.failure(applyPatch, enveloped("*** Update File: a", "@@", "-first", "+FIRST", ...lines))).to.match(message);
        expect([bench.text("a"), bench.text("b"), bench.text("twice")]).to.deep.equal(["first\n", numbered(9), "same\nbetween\nsame\n"]);
        expect(readdirSync(bench.cwd).sort()).to.deep.equal(["a", "b", "twice"]);
      });
    }

    it("for a patch that was cut off, and for none at all", async () => {
      bench.put("a", "first\n");
      expect(await bench.failure(applyPatch, { patch: "*** Begin Patch\n*** Update File: a\n@@\n-first\n+F" })).to.match(/End Patch is missing/);
      expect(await bench.failure(applyPatch, { patch: "please change it" })).to.match(/no file is named/);
      expect(await bench.failure(applyPatch, enveloped("*** Update File: a", "@@", " first"))).to.match(/changes nothing/);
      expect(bench.text("a")).to.equal("first\n");
    });
  });
});
