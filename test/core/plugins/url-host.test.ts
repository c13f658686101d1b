import { expect } from "chai";
import { isLoopback } from "../../../src/core/plugins/url-host.ts";

describe("the host of a URL", () => {
  it("tells loopback from what others reach", () => {
    expect(["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"].every(isLoopback)).to.equal(true);
    expect(["0.0.0.0", "::", "127.0.0.1.example", "1127.0.0.1", "example", ""].some(isLoopback)).to.equal(false);
  });
});
