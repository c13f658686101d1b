import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAinError, type AinError } from "@ainative-code/sdk";
import { readCaFile } from "../../../src/infra/http/ca-file.ts";

function refusal(path: string): AinError {
  try {
    readCaFile(path);
  } catch (error) {
    if (isAinError(error)) return error;
  }
  throw new Error("It was not refused.");
}

describe("the file of own authorities", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "ca-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is named where it can't be read", () => {
    const missing = join(folder, "none.pem");
    expect(refusal(missing)).to.include({ code: "not-configured", message: `The file of certificates ${missing} can't be read (ENOENT).` });
  });

  it("has to hold a certificate", () => {
    const file = join(folder, "x.der");
    writeFileSync(file, Buffer.from([0x30, 0x82]));
    const error = refusal(file);
    expect(error.message).to.include("holds no certificate");
    expect(error.actions.join()).to.include("PEM").and.include("network.caFile");
  });
});
