import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "chai";
import { currentHolder, isAlive } from "../../../src/infra/process/holder.ts";

describe("holder", () => {
  it("takes itself for alive", () => {
    expect(isAlive(currentHolder())).to.equal(true);
    expect(currentHolder()).to.deep.equal(currentHolder());
  });

  it("takes a process that has ended for dead", async () => {
    const child = spawn("true");
    await once(child, "exit");
    expect(isAlive({ ...currentHolder(), pid: child.pid ?? 0 })).to.equal(false);
  });

  it("tells another process with the same pid apart by when it began", () => {
    expect(isAlive({ ...currentHolder(), startToken: "another boot:1" })).to.equal(process.platform === "win32");
  });

  it("takes a holder on another machine for alive", () => {
    expect(isAlive({ pid: 1, hostname: "elsewhere.example", startToken: "x" })).to.equal(true);
  });

  it("takes a living process without a known beginning for the holder", () => {
    expect(isAlive({ ...currentHolder(), startToken: "" })).to.equal(true);
  });
});
