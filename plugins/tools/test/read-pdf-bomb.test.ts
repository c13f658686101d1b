import { deflateSync } from "node:zlib";
import { isAinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { readPdf } from "../src/read-pdf.ts";
import { samplePdf } from "./sample-pdf.ts";

/** A small file whose one page holds so many megabytes of commands. */
function bomb(megabytes: number): Buffer {
  const line = "BT /F1 12 Tf 10 10 Td (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n";
  const packed = deflateSync(Buffer.from(line.repeat((megabytes * 1024 * 1024) / line.length)), { level: 9 });
  const plain = samplePdf([["X"]]).toString("latin1");
  return Buffer.from(plain.replace(/<< \/Length \d+ >>\s*stream\n[^]*?endstream/, () => `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed.toString("latin1")}\nendstream`), "latin1");
}

async function failure(work: Promise<unknown>): Promise<string> {
  const thrown = await work.then(() => undefined, (error: unknown) => error);
  return isAinError(thrown) ? `${thrown.code}: ${thrown.message}` : String(thrown);
}

describe("a PDF that holds more than it seems", () => {
  it("is given up at the limit of time, and the main thread goes on meanwhile", async () => {
    const bytes = bomb(64);
    expect(bytes.length).to.be.lessThan(1024 * 1024);
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 10);
    const told = await failure(readPdf("a.pdf", bytes, { pages: undefined, signal: new AbortController().signal, limit: 700 }));
    clearInterval(ticking);
    expect(told).to.match(/^invalid-input: a\.pdf took more than 0\.7 s to be taken apart\.$/);
    expect(turns).to.be.greaterThan(10);
  });

  it("is given up at once by a cancel", async () => {
    const abort = new AbortController();
    const reading = failure(readPdf("a.pdf", bomb(64), { pages: undefined, signal: abort.signal }));
    abort.abort();
    expect(await reading).to.match(/^AbortError/);
  });
});
