import { expect } from "chai";
import { unlawful } from "../../../../src/core/mcp/serve/lawful-request.ts";

const own = { host: "127.0.0.1" };

describe("a request to the served tools", () => {
  it("comes by a name of this machine, and from no page of another site", () => {
    const lawful = [{ host: "127.0.0.1:80" }, { host: "localhost:5" }, { host: "[::1]:5" }, { host: "LOCALHOST" }, { host: "127.0.0.1", origin: "http://localhost:6274" }];
    for (const headers of lawful) expect(unlawful(headers, own), JSON.stringify(headers)).to.equal(undefined);
    const foreign = [
      {},
      { host: "" },
      { host: "evil.example" },
      { host: "127.0.0.1.evil.example" },
      { host: "localhost.evil.example" },
      { host: "evil.example@127.0.0.1x" },
      { host: "192.168.1.5" },
      { host: "0.0.0.0" },
      { host: "127.0.0.1", origin: "https://evil.example" },
      { host: "127.0.0.1", origin: "null" },
      { host: "127.0.0.1", origin: "" },
      { host: "127.0.0.1", origin: "http://127.0.0.1.evil.example" },
    ];
    for (const headers of foreign) expect(unlawful(headers, own), JSON.stringify(headers)).to.be.a("string");
  });

  it("may name any address where the server listens for other machines, and no other name than its own", () => {
    const all = { host: "0.0.0.0" };
    expect(["192.168.1.5:80", "[fe80::1]", "0.0.0.0", "localhost"].map((host) => unlawful({ host }, all))).to.deep.equal([undefined, undefined, undefined, undefined]);
    expect(unlawful({ host: "evil.example" }, all)).to.be.a("string");
    expect([unlawful({ host: "box.lan" }, { host: "Box.lan" }), unlawful({ host: "other.lan" }, { host: "box.lan" })]).to.deep.equal([undefined, "This server does not go by the name in Host."]);
  });
});
