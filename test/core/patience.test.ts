import { expect } from "chai";
import { Patience } from "../../src/core/patience.ts";

const never = async (): Promise<never> => new Promise(() => undefined);

describe("patience with code that may not listen to an abort", () => {
  it("gives what the work gives, also in the time of grace", async () => {
    const controller = new AbortController();
    const patience = new Patience(controller.signal, 60_000);
    expect(await patience.wait(Promise.resolve(1))).to.equal(1);
    controller.abort();
    expect(await patience.wait(Promise.resolve(2))).to.equal(2);
    expect(patience.gaveUp).to.equal(false);
    patience.end();
  });

  it("gives up after the grace, now and for whatever is waited for next", async () => {
    const patience = new Patience(AbortSignal.abort(), 10);
    expect(await patience.wait(never())).to.equal(undefined);
    expect(await patience.wait(never())).to.equal(undefined);
    expect(patience.gaveUp).to.equal(true);
    patience.end();
  });

  it("hands on what the work throws, and drops what it throws too late", async () => {
    const patience = new Patience(AbortSignal.abort(), 10);
    const thrown = await patience.wait(Promise.reject(new Error("no"))).catch((error: unknown) => error);
    expect(thrown).to.include({ message: "no" });
    const late = Promise.withResolvers<never>();
    expect(await patience.wait(late.promise)).to.equal(undefined);
    late.reject(new Error("nobody listens"));
    patience.end();
  });
});
