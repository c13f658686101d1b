import { expect } from "chai";
import read from "../src/read.ts";
import write from "../src/write.ts";
import { withTools } from "./with-tools.ts";

describe("write", () => {
  const bench = withTools();

  it("makes a file with its folders and tells what it did", async () => {
    const result = await bench.run(write, { path: "a/b.txt", content: "one\ntwo\n" });
    expect(result.content).to.equal("Created a/b.txt (2 lines).");
    expect(result.details).to.deep.equal({ created: true, lines: 2, diff: "--- /dev/null\n+++ b/a/b.txt\n@@ -0,0 +1,2 @@\n+one\n+two" });
    expect(bench.text("a/b.txt")).to.equal("one\ntwo\n");
  });

  it("replaces a file that was read", async () => {
    bench.put("a.txt", "one\n");
    await bench.run(read, { path: "a.txt" });
    const result = await bench.run(write, { path: "a.txt", content: "uno\n" });
    expect(result.content).to.equal("Replaced a.txt (1 line).");
    expect(result.details).to.include({ created: false, diff: "--- a/a.txt\n+++ b/a.txt\n@@ -1,1 +1,1 @@\n-one\n+uno" });
    expect(bench.text("a.txt")).to.equal("uno\n");
  });

  it("makes no file of what names a folder", async () => {
    expect(await bench.failure(write, { path: "new/", content: "x" })).to.equal("invalid-input: new/ names a folder.");
  });

  it("refuses a file that was not read, though it looks at its form", async () => {
    bench.put("a.txt", "one\n");
    expect(await bench.failure(write, { path: "a.txt", content: "x" })).to.match(/^stale-state: .*has not been read/);
    await bench.see("a.txt");
    bench.put("a.txt", "changed by somebody\n");
    expect(await bench.failure(write, { path: "a.txt", content: "x" })).to.match(/^stale-state: .*has changed/);
    expect(bench.text("a.txt")).to.equal("changed by somebody\n");
  });

  it("may write again after writing", async () => {
    await bench.run(write, { path: "a", content: "1" });
    await bench.run(write, { path: "a", content: "2" });
    expect(bench.text("a")).to.equal("2");
  });

  it("keeps line ends, byte order mark and encoding", async () => {
    const form = async (before: string | Uint8Array, content: string): Promise<string> => {
      bench.put("f", before);
      await bench.see("f");
      await bench.run(write, { path: "f", content });
      return bench.bytes("f").toString("latin1");
    };
    expect(await form("a\r\nb\r\n", "x\ny\r\nz\n")).to.equal("x\r\ny\r\nz\r\n");
    expect(await form("a\nb\r\nc\n", "x\ny\n")).to.equal("x\ny\n");
    expect(await form("\uFEFFa\n", "x\n")).to.equal("\xef\xbb\xbfx\n");
    expect(await form("\uFEFFa\n", "\uFEFFx\n")).to.equal("\xef\xbb\xbfx\n");
    expect(await form(Buffer.from("\uFEFFa\r\n", "utf16le"), "é\n")).to.equal("\xff\xfe\xe9\0\r\0\n\0");
    expect(await form(Buffer.from("gr\xfcn", "latin1"), "blaß")).to.equal("bla\xdf");
    expect(await form(Buffer.from("gr\xfcn", "latin1"), "5 €"), "no way to write it but UTF-8").to.equal("5 \xe2\x82\xac");
  });

  it("declares what it writes", () => {
    expect(write.access({ path: "x", content: "" })).to.deep.equal([{ kind: "write", path: "x" }]);
  });
});
