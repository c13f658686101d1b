import { expect } from "chai";
import manifest from "../../plugins/ollama/package.json" with { type: "json" };
import { serverUrlOf } from "../../plugins/ollama/src/server-url.ts";
import { hostRule } from "../../src/core/plugins/rights.ts";

const { hosts } = manifest.ainative.rights;

describe("the hosts of the ollama plugin", () => {
  const written = ["", "localhost", "127.0.0.1", ":8080", "0.0.0.0", "0.0.0.0:8080", "::1", "[::1]:8080", "[::]", "nas.lan"];
  const urls = ["nas.lan:8080", "nas.lan/ollama", "http://nas.lan", "https://nas.lan/ollama/"];
  for (const host of [...written, ...urls, "ollama.com", "https://ollama.com"]) {
    it(`let it go where it goes when OLLAMA_HOST is ${JSON.stringify(host)}, and not to a neighbour`, () => {
      const rule = hostRule({ hosts, settings: { host }, allowInsecureHosts: ["nas.lan"] });
      const url = new URL(`${serverUrlOf(host)}/api/chat`);
      expect(rule.allows(url)).to.deep.equal({ allowed: true });
      url.port = "4711";
      expect(rule.allows(url).allowed).to.equal(false);
    });
  }

  it("let it go to a server on this machine where the setting says something else", () => {
    const rule = hostRule({ hosts, settings: { host: "nas.lan" } });
    for (const url of ["http://127.0.0.1:11434/api/tags", "http://localhost:11434/api/tags", "https://ollama.com/api/chat"]) {
      expect(rule.allows(url).allowed, url).to.equal(true);
    }
    expect(rule.allows("http://nas.lan:11434/api/tags").allowed, "plain http over a network").to.equal(false);
  });
});
