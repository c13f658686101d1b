import { AinError, errorCodes, exitCodeOf, type ErrorCode } from "@ainative-code/sdk";
import { expect } from "chai";

const documented: Readonly<Record<number, readonly ErrorCode[]>> = {
  1: ["internal", "server", "protocol", "storage"],
  40: ["not-configured", "unknown-model"],
  41: ["auth", "forbidden", "billing"],
  42: ["invalid-input"],
  43: ["rate-limit", "overloaded", "network", "interrupted"],
  44: ["context-overflow", "request-too-large", "content-filter", "refusal", "invalid-request", "unsupported", "stale-state"],
  50: ["permission-denied"],
  51: ["plugin"],
  55: ["budget"],
  124: ["timeout"],
  130: ["cancelled"],
};

describe("exitCodeOf", () => {
  for (const [exit, codes] of Object.entries(documented)) {
    it(`is ${exit} for ${codes.join(", ")}`, () => {
      expect(codes.map((code) => exitCodeOf(new AinError(code, "x")))).to.deep.equal(codes.map(() => Number(exit)));
    });
  }

  it("knows every code", () => {
    expect(Object.values(documented).flat().toSorted()).to.deep.equal(errorCodes.toSorted());
  });

  it("takes the exit code an error of oclif brings", () => {
    expect(exitCodeOf(Object.assign(new Error("usage"), { oclif: { exit: 2 } }))).to.equal(2);
    expect(exitCodeOf(Object.assign(new Error("exit"), { oclif: { exit: 0 } }))).to.equal(0);
  });

  it("tells by which signal a run was cancelled, as shells do", () => {
    const by = (signal: string): number => exitCodeOf(new AinError("cancelled", "x", { details: { signal } }));
    expect(["SIGHUP", "SIGINT", "SIGTERM", "SIGUSR1"].map(by)).to.deep.equal([129, 130, 143, 130]);
    expect(exitCodeOf(new AinError("server", "x", { details: { signal: "SIGTERM" } }))).to.equal(1);
  });

  it("tells an abort and a lost connection from a bug", () => {
    expect(exitCodeOf(AbortSignal.abort().reason)).to.equal(130);
    expect(exitCodeOf(Object.assign(new Error("refused"), { code: "ECONNREFUSED" }))).to.equal(43);
    expect(exitCodeOf(new TypeError("bug"))).to.equal(1);
    expect(exitCodeOf("thrown text")).to.equal(1);
  });
});
