import { expect } from "chai";
import read from "../src/read.ts";
import { samplePdf } from "./sample-pdf.ts";
import { withTools } from "./with-tools.ts";

const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

describe("read, of a PDF,", () => {
  const bench = withTools();

  it("shows the text by page", async () => {
    bench.put("a.pdf", samplePdf([["First line", "Second line"], [], ["Last page"]]));
    expect(await bench.ask(read, { path: "a.pdf" })).to.equal(
      "a.pdf: PDF, 3 pages\n--- page 1 ---\nFirst line\nSecond line\n--- page 2 ---\n(no text: an image or empty)\n--- page 3 ---\nLast page",
    );
  });

  it("shows the pages that are asked for, and 20 at first", async () => {
    bench.put("a.pdf", samplePdf(Array.from({ length: 30 }, (_, index) => [`This is ${index + 1}.`])));
    const first = await bench.ask(read, { path: "a.pdf" });
    expect(first).to.contain("This is 20.").and.to.not.contain("This is 21.");
    expect(first).to.match(/\(up to page 20 of 30; go on with pages "21-"\)$/);
    expect(await bench.ask(read, { path: "a.pdf", pages: "29-, 3" })).to.equal(
      "a.pdf: PDF, 30 pages\n--- page 3 ---\nThis is 3.\n--- page 29 ---\nThis is 29.\n--- page 30 ---\nThis is 30.",
    );
    expect(await bench.ask(read, { path: "a.pdf", pages: "3" })).to.equal("a.pdf: PDF, 30 pages\n--- page 3 ---\nThis is 3.");
    for (const pages of ["0", "31", "5-3", "x", "", "2-31"]) expect(await bench.failure(read, { path: "a.pdf", pages }), pages).to.match(/^invalid-input: There are no pages/);
  });

  it("bounds a long one", async () => {
    bench.put("a.pdf", samplePdf(Array.from({ length: 40 }, () => Array.from({ length: 30 }, (_, row) => `${row} ${"word ".repeat(40)}`))));
    const text = await bench.ask(read, { path: "a.pdf", pages: "1-" });
    expect(text.length).to.be.lessThan(65_000);
    expect(text).to.match(/go on with pages "\d+-"\)$/);
  });

  it("says that one is encrypted, or damaged", async () => {
    bench.put("locked.pdf", samplePdf([["secret"]], { encrypted: true }));
    bench.put("broken.pdf", "%PDF-1.7\n\0 and nothing more");
    expect(await bench.failure(read, { path: "locked.pdf" })).to.match(/^invalid-input: locked\.pdf is encrypted and wants a password\.$/);
    expect(await bench.failure(read, { path: "broken.pdf" })).to.match(/^invalid-input: broken\.pdf is a damaged PDF/);
  });

  it("says that one is scanned, and hands it on as it is", async () => {
    bench.put("scan.pdf", samplePdf([[], []]));
    const { content } = await bench.run(read, { path: "scan.pdf" });
    expect(content[0]).to.deep.include({ type: "text" });
    expect(JSON.stringify(content[0])).to.contain("it is a scan or holds only images");
    expect(content[1]).to.deep.include({ type: "file", mediaType: "application/pdf", name: "scan.pdf" });
  });
});

describe("read, of a notebook,", () => {
  const bench = withTools();
  const notebook = (cells: readonly unknown[]): string => JSON.stringify({ cells, metadata: { language_info: { name: "python" } }, nbformat: 4, nbformat_minor: 5 });

  it("shows cells with their outputs", async () => {
    const cells = [
      { cell_type: "markdown", source: ["# Title\n", "text"] },
      {
        cell_type: "code",
        execution_count: 3,
        source: "print(1)\nplot()",
        outputs: [
          { output_type: "stream", name: "stdout", text: ["1\n"] },
          { output_type: "display_data", data: { "image/png": `${png.toString("base64")}\n`, "text/plain": "<Figure>" } },
          { output_type: "error", ename: "E", evalue: "v", traceback: ["\u001b[31mTraceback\u001b[0m", "E: v"] },
        ],
      },
    ];
    bench.put("a.ipynb", notebook(cells));
    const { content, details } = await bench.run(read, { path: "a.ipynb" });
    expect(content).to.deep.equal([
      { type: "text", text: "--- cell 1 (markdown) ---\n# Title\ntext\n--- cell 2 (python, run as [3]) ---\nprint(1)\nplot()\n>>> output\n1\n>>> output (image/png)" },
      { type: "image", mediaType: "image/png", data: png.toString("base64") },
      { type: "text", text: ">>> output\nTraceback\nE: v" },
    ]);
    expect(details).to.deep.equal({ cells: 2, from: 1, to: 2 });
  });

  it("shows a part, bounds what is long, and says how to go on", async () => {
    const cells = Array.from({ length: 300 }, (_, index) => ({ cell_type: "code", source: `c${index + 1}`, outputs: [{ output_type: "stream", text: "x".repeat(10_000) }] }));
    bench.put("a.ipynb", notebook(cells));
    const text = await bench.ask(read, { path: "a.ipynb" });
    expect(text.length).to.be.lessThan(65_000);
    expect(text).to.match(/\(\.\.\. 6000 more characters\)/).and.match(/\(cells 1 to \d+ of 300; go on with offset \d+\)$/);
    expect(await bench.ask(read, { path: "a.ipynb", offset: 300 })).to.match(/^--- cell 300 \(python\) ---\nc300\n/);
    expect(await bench.failure(read, { path: "a.ipynb", offset: 301 })).to.match(/^invalid-input: .*300 cells/);
  });

  it("shows no more than eight images at once", async () => {
    const outputs = [{ output_type: "display_data", data: { "image/png": png.toString("base64") } }];
    bench.put("a.ipynb", notebook(Array.from({ length: 12 }, () => ({ cell_type: "code", source: "x", outputs }))));
    const { content } = await bench.run(read, { path: "a.ipynb" });
    expect(typeof content === "string" ? [] : content.filter((part) => part.type === "image")).to.have.length(8);
    expect(JSON.stringify(content)).to.contain("go on with offset 9");
  });

  it("shows of one cell no more than can be looked at, and no picture that is none", async () => {
    const picture = (data: unknown): unknown => ({ output_type: "display_data", data: { "image/png": data } });
    bench.put("a.ipynb", `\uFEFF${notebook([
      { cell_type: "code", source: "x", outputs: Array.from({ length: 50 }, () => picture(png.toString("base64"))) },
      { cell_type: "code", source: "y", outputs: Array.from({ length: 20_000 }, () => ({ output_type: "stream", text: "x".repeat(100) })) },
    ])}`);
    const { content } = await bench.run(read, { path: "a.ipynb" });
    expect(typeof content === "string" ? [] : content.filter((part) => part.type === "image")).to.have.length(8);
    expect(JSON.stringify(content).match(/more outputs of this cell, not shown/g)).to.have.length(2);
    expect(JSON.stringify(content).length).to.be.lessThan(40_000);
    bench.put("b.ipynb", notebook([{ cell_type: "code", source: "x", outputs: [picture(5), picture("!!!"), picture(Buffer.from("<html>").toString("base64"))] }]));
    expect((await bench.ask(read, { path: "b.ipynb" })).match(/image\/png, damaged/g)).to.have.length(3);
    bench.put("c.ipynb", `{"cells":[{"cell_type":"code","source":${"[".repeat(9000)}"x"${"]".repeat(9000)}}]}`);
    expect(await bench.ask(read, { path: "c.ipynb" })).to.match(/^--- cell 1 \(code\) ---/);
  });

  it("shows one that is no notebook as text", async () => {
    bench.put("a.ipynb", '{"cells": [');
    expect(await bench.ask(read, { path: "a.ipynb" })).to.equal('     1\t{"cells": [');
  });
});

describe("read, of large files and changed ones,", () => {
  const bench = withTools();

  it("shows a part of 100,000 lines and of one line of 10 MB, in little time and little memory", async () => {
    bench.put("lines", Array.from({ length: 100_000 }, (_, index) => `line ${index + 1} ${"x".repeat(40)}\n`).join(""));
    bench.put("line", "x".repeat(10_000_000));
    expect(await bench.ask(read, { path: "lines", offset: 99_999 })).to.match(/^ 99999\tline 99999 .*\n100000\tline 100000 /);
    expect(await bench.ask(read, { path: "line" })).to.match(/\(\.\.\. 9998000 more characters in this line\)$/);
    expect((await bench.ask(read, { path: "lines" })).length).to.be.lessThan(65_000);
  });

  it("goes on behind what did not fit into one answer", async () => {
    bench.put("wide", `${"y".repeat(1900)}\n`.repeat(100));
    const text = await bench.ask(read, { path: "wide" });
    const [, last, next] = /\(lines 1 to (\d+) of 100; go on with offset (\d+)\)$/.exec(text) ?? [];
    expect(Number(next)).to.equal(Number(last) + 1);
    expect(text.length).to.be.within(50_000, 62_000);
  });

  it("says that a file has changed since it was read, and only then", async () => {
    bench.put("a", "one\n");
    expect(await bench.ask(read, { path: "a" })).to.equal("     1\tone");
    expect(await bench.ask(read, { path: "a" })).to.equal("     1\tone");
    bench.put("a", "two\n");
    expect(await bench.ask(read, { path: "a" })).to.equal("(a has changed since it was last read or written in this conversation)\n     1\ttwo");
    expect(await bench.ask(read, { path: "a" })).to.equal("     1\ttwo");
  });
});
