import { expect } from "chai";
import { RunningCalls } from "../../../src/print/line/running-calls.ts";
import { call } from "../sample-events.ts";

describe("the calls that run", () => {
  const bash = call("bash", { command: "npm test" });

  it("are shown with the last lines of what they say", () => {
    const calls = new RunningCalls();
    calls.begun(bash);
    expect(calls.said(bash.id, "one\ntwo\n\nthr")).to.equal("  one\n  two\n  thr\nbash npm test");
    expect(calls.said(bash.id, "ee\nfour\n")).to.equal("  two\n  three\n  four\nbash npm test");
    expect(calls.ended(bash.id)).to.equal(true);
  });

  it("show of a line that is written anew what stands there in the end", () => {
    const calls = new RunningCalls();
    calls.begun(bash);
    expect(calls.said(bash.id, "10 %\r20 %\r30 %\r")).to.equal("  30 %\nbash npm test");
  });

  it("have said nothing where nothing came, and are forgotten at their end", () => {
    const calls = new RunningCalls();
    calls.begun(bash);
    expect([calls.ended(bash.id), calls.said(bash.id, "late"), calls.ended(bash.id)]).to.deep.equal([false, "", false]);
  });
});
