import { expect } from "chai";
import read from "../src/read.ts";
import { withTools } from "./with-tools.ts";

describe("read", () => {
  const bench = withTools();

  it("numbers the lines", async () => {
    bench.put("a.txt", "one\n\n  three\n");
    expect(await bench.ask(read, { path: "a.txt" })).to.equal("     1\tone\n     2\t\n     3\t  three");
  });

  it("shows a part and says how to go on", async () => {
    bench.put("a.txt", Array.from({ length: 10 }, (_, index) => `l${index + 1}`).join("\n"));
    expect(await bench.ask(read, { path: "a.txt", offset: 3, limit: 2 })).to.equal(
      "     3\tl3\n     4\tl4\n(lines 3 to 4 of 10; go on with offset 5)",
    );
    expect(await bench.ask(read, { path: "a.txt", offset: 10, limit: 5 })).to.equal("    10\tl10");
    expect(await bench.failure(read, { path: "a.txt", offset: 11 })).to.match(/^invalid-input: .*10 lines/);
  });

  it("shows 2,000 lines at first", async () => {
    bench.put("a.txt", "x\n".repeat(2500));
    const lines = (await bench.ask(read, { path: "a.txt" })).split("\n");
    expect(lines).to.have.length(2001);
    expect(lines.at(-1)).to.equal("(lines 1 to 2000 of 2500; go on with offset 2001)");
  });

  it("cuts a long line and says so", async () => {
    bench.put("a.txt", "x".repeat(5000));
    expect(await bench.ask(read, { path: "a.txt" })).to.equal(`     1\t${"x".repeat(2000)} (... 3000 more characters in this line)`);
  });

  it("shows CRLF files, byte order marks and other encodings as text", async () => {
    bench.put("crlf", "a\r\nb\r\n");
    bench.put("bom", "\uFEFFa\n");
    bench.put("utf16le", Buffer.from("\uFEFFä€\nb", "utf16le"));
    bench.put("utf16be", Buffer.from("\uFEFFä€\nb", "utf16le").swap16());
    bench.put("latin1", Buffer.from("gr\xfcn", "latin1"));
    expect(await bench.ask(read, { path: "crlf" })).to.equal("     1\ta\n     2\tb");
    expect(await bench.ask(read, { path: "bom" })).to.equal("     1\ta");
    expect(await bench.ask(read, { path: "utf16le" })).to.equal("     1\tä€\n     2\tb\n(UTF-16LE)");
    expect(await bench.ask(read, { path: "utf16be" })).to.equal("     1\tä€\n     2\tb\n(UTF-16BE)");
    expect(await bench.ask(read, { path: "latin1" })).to.equal("     1\tgrün\n(not UTF-8; shown as Latin-1)");
  });

  it("says that a file is empty", async () => {
    bench.put("a.txt", "");
    expect(await bench.ask(read, { path: "a.txt" })).to.equal("(a.txt is empty)");
  });

  it("shows images as they are, told by their first bytes", async () => {
    const samples: readonly (readonly [string, string, Buffer])[] = [
      ["image", "image/png", Buffer.from("\x89PNG\r\n\x1a\n\0\0", "latin1")],
      ["image", "image/jpeg", Buffer.from("\xff\xd8\xff\xe0", "latin1")],
      ["image", "image/gif", Buffer.from("GIF89a\0", "latin1")],
      ["image", "image/webp", Buffer.from("RIFF\0\0\0\0WEBPVP8 ", "latin1")],
    ];
    for (const [type, mediaType, bytes] of samples) {
      const path = `${mediaType.replace("/", ".")}.txt`;
      bench.put(path, bytes);
      const { content } = await bench.run(read, { path });
      expect(content[1], mediaType).to.include({ type, mediaType, data: bytes.toString("base64") });
    }
  });

  it("refuses other binary files", async () => {
    bench.put("a.bin", Buffer.from([1, 2, 0, 3]));
    expect(await bench.failure(read, { path: "a.bin" })).to.equal("invalid-input: a.bin is a binary file (4 bytes).");
  });

  it("lists a folder", async () => {
    bench.put("d/b", "");
    bench.put("d/a/x", "");
    expect(await bench.ask(read, { path: "d" })).to.equal("d is a folder. In it:\na/\nb");
  });

  it("says what is missing, and refuses what is outside", async () => {
    expect(await bench.failure(read, { path: "nothing" })).to.match(/^invalid-input: .*does not exist/);
    expect(await bench.failure(read, { path: "/etc/passwd" })).to.match(/^permission-denied: /);
  });

  it("declares what it reads", () => {
    expect(read.access({ path: "x" })).to.deep.equal([{ kind: "read", path: "x" }]);
  });
});
