import { isLoopback } from "@ainative-code/provider-kit";
import { expect } from "chai";

describe("loopback", () => {
  it("is told from what others reach", () => {
    expect(["localhost", "models.localhost", "127.0.0.1", "127.1.2.3", "[::1]"].filter((name) => !isLoopback(name))).to.deep.equal([]);
    expect(["example.com", "localhost.example.com", "127.0.0.1.example.com", "10.0.0.1", "[::]", ""].filter(isLoopback)).to.deep.equal([]);
  });
});
