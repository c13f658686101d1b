import { expect } from "chai";
import { setImmediate as nextTurn } from "node:timers/promises";
import { gathering } from "../../src/print/output.ts";

describe("gathered writes", () => {
  it("go out together, once per turn of the event loop, in order", async () => {
    const writes: string[] = [];
    const gathered = gathering((text) => void writes.push(text));
    for (const piece of ["a", "b", "c"]) gathered.write(piece);
    expect(writes).to.deep.equal([]);
    await nextTurn();
    gathered.write("d");
    await nextTurn();
    expect(writes).to.deep.equal(["abc", "d"]);
  });

  it("go out at once when they are many or must", () => {
    const writes: string[] = [];
    const gathered = gathering((text) => void writes.push(text));
    gathered.write("x".repeat(16_385));
    expect(writes.map(({ length }) => length)).to.deep.equal([16_385]);
    gathered.write("y");
    gathered.flush();
    gathered.flush();
    expect(writes.slice(1)).to.deep.equal(["y"]);
  });
});
