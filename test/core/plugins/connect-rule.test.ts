import { expect } from "chai";
import { connectRule } from "../../../src/core/plugins/connect-rule.ts";
import { hostRule } from "../../../src/core/plugins/rights.ts";

describe("the right to connections that are no HTTP", () => {
  const allows = (hosts: readonly string[], address: string): boolean => connectRule({ hosts })(address).allowed;

  it("is for the named host and port, for subdomains, or for all", () => {
    expect(allows(["tcp:db.example.com:5432"], "DB.example.com.:5432")).to.equal(true);
    expect(allows(["tcp:*.example.com:5432"], "a.b.example.com:5432")).to.equal(true);
    expect(allows(["tcp:[::1]:5432"], "[0:0::1]:5432")).to.equal(true);
    expect(allows(["tcp:db.example.com:*"], "db.example.com:1")).to.equal(true);
    expect(allows(["tcp:*"], "anything:65535")).to.equal(true);
    for (const [hosts, address] of [
      [["tcp:db.example.com:5432"], "db.example.com:5433"],
      [["tcp:db.example.com"], "db.example.com:5432"],
      [["tcp:*.example.com:5432"], "example.com:5432"],
      [["public:*", "db.example.com:5432"], "db.example.com:5432"],
      [[], "localhost:1"],
    ] as const) {
      const decision = connectRule({ hosts })(address);
      expect(decision, address).to.deep.include({ allowed: false });
      expect("reason" in decision && decision.reason).to.contain(`${address} is not among them`);
    }
  });

  it("takes nothing for an address that is more or less than a host and a port", () => {
    for (const address of ["", "host", "host:", "host:0", "host:70000", "host:*", "u@host:1", "host:1/x", "/run/x:1", "http://host:1"]) expect(allows(["tcp:*"], address), address).to.equal(false);
  });

  it("is let be in the clear on this machine, and where the user says so", () => {
    const plain = (address: string): unknown => connectRule({ hosts: ["tcp:*"], allowInsecureHosts: ["db.test", "other.test:5433"] })(address);
    for (const address of ["localhost:1", "127.0.0.9:1", "[::1]:1", "db.test:1", "other.test:5433"]) expect(plain(address), address).to.include({ mayBePlain: true });
    for (const address of ["other.test:5432", "10.0.0.1:1", "localhost.test:1", "127.0.0.1.test:1"]) expect(plain(address), address).to.include({ mayBePlain: false });
  });

  it("is none to requests", () => {
    const rule = hostRule({ hosts: ["tcp:*", "tcp:db.example.com:443"], settings: {} });
    for (const url of ["https://tcp/", "http://tcp:80/", "https://db.example.com/"]) expect(rule.allows(url).allowed, url).to.equal(false);
  });
});
