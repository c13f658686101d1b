import { expect } from "chai";
import { Slots } from "../../src/core/slots.ts";

const never = new AbortController().signal;

describe("slots", () => {
  it("let so many at a time, and the next one in the order they came", async () => {
    const slots = new Slots(2);
    const [first] = [await slots.take(never), await slots.take(never)];
    const came: string[] = [];
    const waiting = ["third", "fourth"].map(async (name) => {
      const give = await slots.take(never);
      came.push(name);
      return give;
    });
    await Promise.resolve();
    expect(came).to.deep.equal([]);
    first();
    first();
    const third = await waiting[0];
    expect(came).to.deep.equal(["third"]);
    third?.();
    await waiting[1];
    expect(came).to.deep.equal(["third", "fourth"]);
  });

  it("are not waited for by who is stopped, and are not lost by it", async () => {
    const slots = new Slots(1);
    const give = await slots.take(never);
    const stop = new AbortController();
    const waiting = slots.take(stop.signal).catch((thrown: unknown) => thrown);
    stop.abort(new Error("stopped"));
    expect(await waiting).to.include({ message: "stopped" });
    const next = slots.take(never);
    give();
    (await next)();
    expect(await slots.take(stop.signal).catch((thrown: unknown) => thrown)).to.include({ message: "stopped" });
    (await slots.take(never))();
  });
});
