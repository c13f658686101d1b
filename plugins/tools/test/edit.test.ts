import { expect } from "chai";
import edit from "../src/edit.ts";
import read from "../src/read.ts";
import { withTools } from "./with-tools.ts";

describe("edit", () => {
  const bench = withTools();

  it("replaces the one place and shows it", async () => {
    bench.put("a.ts", "let a = 1;\nlet b = 2;\nlet c = 3;\n");
    const result = await bench.run(edit, { path: "a.ts", oldText: "b = 2", newText: "b = $& $1" });
    expect(bench.text("a.ts")).to.equal("let a = 1;\nlet b = $& $1;\nlet c = 3;\n");
    expect(result.content).to.equal("Edited a.ts: 1 replacement.");
    expect(result.details).to.deep.equal({
      replacements: 1,
      diff: "--- a/a.ts\n+++ b/a.ts\n@@ -1,3 +1,3 @@\n let a = 1;\n-let b = 2;\n+let b = $& $1;\n let c = 3;",
    });
  });

  it("says that the file had changed since it was read", async () => {
    bench.put("a", "one\ntwo\n");
    await bench.ask(read, { path: "a" });
    bench.put("a", "one\ntwo\ntheirs\n");
    expect((await bench.run(edit, { path: "a", oldText: "one", newText: "1" })).content).to.match(/^Edited a: 1 replacement\.\n\(a had changed since you last read it/);
    expect(bench.text("a")).to.equal("1\ntwo\ntheirs\n");
    await bench.ask(read, { path: "a" });
    expect((await bench.run(edit, { path: "a", oldText: "1", newText: "one" })).content).to.equal("Edited a: 1 replacement.");
  });

  it("names the lines where there are several places", async () => {
    bench.put("a", "x\ny\nx\n\nx x\n");
    expect(await bench.failure(edit, { path: "a", oldText: "x", newText: "z" })).to.equal(
      "invalid-input: oldText occurs 4 times, at lines 1, 3, 5, 5.",
    );
    await bench.run(edit, { path: "a", oldText: "x", newText: "z", replaceAll: true });
    expect(bench.text("a")).to.equal("z\ny\nz\n\nz z\n");
  });

  it("takes places that overlap for several, and replaces each character once where all are meant", async () => {
    bench.put("a", "}\n}\n}\n");
    expect(await bench.failure(edit, { path: "a", oldText: "}\n}\n", newText: "}\n" })).to.equal("invalid-input: oldText occurs 2 times, at lines 1, 2.");
    await bench.run(edit, { path: "a", oldText: "}\n}\n", newText: "]\n", replaceAll: true });
    expect(bench.text("a")).to.equal("]\n}\n");
  });

  it("shows the line most like what was not found", async () => {
    bench.put("a", "function one() {\n    return compute(1, 2);\n}\n");
    expect(await bench.failure(edit, { path: "a", oldText: "  return compute(1,2)\n", newText: "" })).to.equal(
      'invalid-input: oldText was not found. Most like its first line is line 2: "    return compute(1, 2);"',
    );
    expect(await bench.failure(edit, { path: "a", oldText: "zzzzzzzz", newText: "" })).to.equal("invalid-input: oldText was not found.");
  });

  it("does several edits or none", async () => {
    bench.put("a", "one two three\n");
    const edits = [
      { oldText: "one", newText: "1" },
      { oldText: "1 two", newText: "1 2" },
    ];
    await bench.run(edit, { path: "a", edits });
    expect(bench.text("a")).to.equal("1 2 three\n");
    const failing = [{ oldText: "three", newText: "3" }, { oldText: "four", newText: "4" }];
    expect(await bench.failure(edit, { path: "a", edits: failing })).to.match(/^invalid-input: Edit 2: oldText was not found/);
    expect(bench.text("a")).to.equal("1 2 three\n");
  });

  it("keeps CRLF, also in what is put in", async () => {
    bench.put("a", "one\r\ntwo\r\nthree\r\n");
    await bench.run(edit, { path: "a", oldText: "one\ntwo\n", newText: "1\n1.5\n2\n" });
    expect(bench.text("a")).to.equal("1\r\n1.5\r\n2\r\nthree\r\n");
    await bench.run(edit, { path: "a", oldText: "three", newText: "3\n4" });
    expect(bench.text("a")).to.equal("1\r\n1.5\r\n2\r\n3\r\n4\r\n");
  });

  it("leaves mixed line ends elsewhere alone", async () => {
    bench.put("a", "a\nb\r\nc (x)\nd\r\n");
    await bench.run(edit, { path: "a", oldText: "b\nc (x)\r\nd", newText: "B\nC\nD" });
    expect(bench.text("a")).to.equal("a\nB\r\nC\nD\r\n");
  });

  it("keeps the line ends of each place, whatever the rest of the file has", async () => {
    bench.put("a", "a\r\nb\nc\r\n");
    await bench.run(edit, { path: "a", oldText: "b\nc", newText: "B\nC" });
    expect(bench.text("a")).to.equal("a\r\nB\nC\r\n");
    await bench.run(edit, { path: "a", oldText: "B\nC", newText: "1\n2\n3" });
    expect(bench.text("a"), "most of the place").to.equal("a\r\n1\n2\n3\r\n");
    bench.put("b", "x\r\ny\nz\nx\ny\r\nz\n");
    await bench.run(edit, { path: "b", oldText: "x\ny\nz", newText: "X\nY\nZ", replaceAll: true });
    expect(bench.text("b")).to.equal("X\r\nY\nZ\nX\nY\r\nZ\n");
  });

  it("keeps byte order mark and encoding", async () => {
    bench.put("bom", "\uFEFFone\r\ntwo\r\n");
    await bench.run(edit, { path: "bom", oldText: "\uFEFFone\ntwo", newText: "1\n2" });
    expect(bench.text("bom")).to.equal("\uFEFF1\r\n2\r\n");
    bench.put("utf16", Buffer.from("\uFEFFone\n", "utf16le").swap16());
    await bench.run(edit, { path: "utf16", oldText: "one", newText: "äins" });
    expect(bench.bytes("utf16").swap16().toString("utf16le")).to.equal("\uFEFFäins\n");
    bench.put("latin1", Buffer.from("gr\xfcn\n", "latin1"));
    await bench.run(edit, { path: "latin1", oldText: "grün", newText: "blaß" });
    expect(bench.bytes("latin1").toString("latin1")).to.equal("bla\xdf\n");
    expect(await bench.failure(edit, { path: "latin1", oldText: "bla", newText: "€" })).to.match(/^invalid-input: .*latin1/);
  });

  it("handles text beyond the basic plane and the end of a file without a line end", async () => {
    bench.put("a", "x 😀 y\nlast");
    await bench.run(edit, { path: "a", oldText: "😀 y\nlast", newText: "日本" });
    expect(bench.text("a")).to.equal("x 日本");
  });

  it("refuses what would do nothing or can't be understood", async () => {
    bench.put("a", "one\n");
    bench.put("b", Buffer.from([0, 1]));
    const same = { oldText: "one", newText: "one" };
    expect(await bench.failure(edit, { path: "a", ...same })).to.match(/^invalid-input: .*the same/);
    expect(await bench.failure(edit, { path: "a", oldText: "", newText: "x" })).to.match(/^invalid-input: oldText is empty/);
    expect(await bench.failure(edit, { path: "a", oldText: "one" })).to.match(/^invalid-input: .*either/);
    expect(await bench.failure(edit, { path: "a", ...same, edits: [same] })).to.match(/^invalid-input: .*either/);
    expect(await bench.failure(edit, { path: "b", oldText: "x", newText: "y" })).to.match(/^invalid-input: .*binary/);
    expect(await bench.failure(edit, { path: "missing", oldText: "x", newText: "y" })).to.match(/^invalid-input: .*does not exist/);
    expect(await bench.failure(edit, { path: "../x", oldText: "x", newText: "y" })).to.match(/^permission-denied/);
  });

  it("does not touch a file that would not come out as it went in", async () => {
    bench.put("a", Buffer.from("\xff\xfea\0b\0\0\xd8", "latin1"));
    expect(await bench.failure(edit, { path: "a", oldText: "a", newText: "c" })).to.match(/^invalid-input: .*damaged/);
  });

  it("declares what it writes", () => {
    expect(edit.access({ path: "x" })).to.deep.equal([{ kind: "write", path: "x" }]);
  });
});
