import { expect } from "chai";
import { newId } from "../../../src/core/sessions/id.ts";

describe("a new id", () => {
  it("is a UUID, another one each time", () => {
    const ids = Array.from({ length: 1000 }, newId);
    for (const id of ids) expect(id).to.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).to.equal(1000);
  });
});
