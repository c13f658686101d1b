import { expect } from "chai";
import { hostRule, type HostDecision } from "../../../src/core/plugins/rights.ts";

interface Setting {
  readonly hosts: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly allowInsecureHosts?: readonly string[];
}

const decide = (url: string, { hosts, settings = {}, allowInsecureHosts = [] }: Setting): HostDecision =>
  hostRule({ hosts, settings, allowInsecureHosts }).allows(url);
const allowed = (url: string, setting: Setting): boolean => decide(url, setting).allowed;

describe("the rule for hosts", () => {
  const openai = { hosts: ["api.openai.com"] };

  for (const url of [
    "https://api.openai.com",
    "https://api.openai.com/v1/responses?x=1#y",
    "https://api.openai.com:443/",
    "HTTPS://API.OpenAI.com/",
    "https://api.openai.com./",
    "https://api%2Eopenai.com/",
    "https:\\\\api.openai.com\\@evil.example/",
    " https://api.openai.com/ ",
    "https://api.openai.com/@evil.example",
    "https://ａｐｉ.openai.com/",
    "https://api。openai。com/",
  ]) {
    it(`lets a plugin with api.openai.com reach ${url}`, () => {
      expect(allowed(url, openai)).to.equal(true);
      expect(new URL(url).hostname.replace(/\.$/, ""), "where a request would really go").to.equal("api.openai.com");
    });
  }

  for (const url of [
    "http://api.openai.com@evil.example",
    "https://api.openai.com@evil.example",
    "https://api.openai.com:443@evil.example/",
    "https://user:pass@api.openai.com/",
    "https://user@api.openai.com/",
    "https://:pass@api.openai.com/",
    "https://api.openai.com.evil.example",
    "https://evil.example/api.openai.com",
    "https://evil.example/?https://api.openai.com",
    "https://evil.example#api.openai.com",
    "https://evil.example\\api.openai.com",
    "https://evil.example:443\\@api.openai.com/",
    "https://xapi.openai.com/",
    "https://x.api.openai.com/",
    "https://openai.com/",
    "https://api.openai.com:8443/",
    "https://api.openai.com../",
    "https://api.openai.com%00.evil.example/",
    "https://api-openai.com/",
    "https://аpi.openai.com/", // a Cyrillic а
    "http://api.openai.com/",
    "http://api.openai.com:443/",
    "ftp://api.openai.com/",
    "ws://api.openai.com/",
    "file://api.openai.com/etc/passwd",
    "data:text/plain,api.openai.com",
    "javascript:fetch('https://api.openai.com')",
    "//api.openai.com/",
    "api.openai.com",
    "",
    "https://",
    "https:///",
  ]) {
    it(`keeps a plugin with api.openai.com from ${JSON.stringify(url)}`, () => {
      const decision = decide(url, openai);
      expect(decision.allowed).to.equal(false);
      expect(decision.allowed ? "" : decision.reason).to.not.equal("");
    });
  }

  it("lets nobody anywhere who declares nothing", () => {
    expect(allowed("https://api.openai.com/", { hosts: [] })).to.equal(false);
    expect(hostRule({ hosts: undefined, settings: {} }).allows("https://127.0.0.1/").allowed).to.equal(false);
  });

  describe("with *.example.com", () => {
    const wild = { hosts: ["*.Example.com"] };
    for (const [url, isAllowed] of [
      ["https://a.example.com", true],
      ["https://a.b.example.com", true],
      ["https://a.example.com.", true],
      ["https://example.com", false],
      ["https://.example.com", false],
      ["https://aexample.com", false],
      ["https://example.com.evil.test", false],
      ["https://a.example.com:8443", false],
    ] as const) {
      it(`${isAllowed ? "allows" : "refuses"} ${url}`, () => {
        expect(allowed(url, wild)).to.equal(isAllowed);
      });
    }
  });

  describe("with ports", () => {
    it("means that port only", () => {
      const setting = { hosts: ["api.test:8443"] };
      expect(allowed("https://api.test:8443/", setting)).to.equal(true);
      expect(allowed("https://api.test/", setting)).to.equal(false);
      expect(allowed("https://api.test:8444/", setting)).to.equal(false);
    });

    it("takes the scheme's own port where the pattern names it", () => {
      expect(allowed("https://api.test/", { hosts: ["api.test:443"] })).to.equal(true);
    });

    it("means every port with :*", () => {
      expect(allowed("http://localhost:11434/", { hosts: ["localhost:*"] })).to.equal(true);
      expect(allowed("http://localhost:11434/", { hosts: ["localhost"] })).to.equal(false);
      expect(allowed("https://x.api.test:1/", { hosts: ["*.api.test:*"] })).to.equal(true);
    });
  });

  describe("with config:KEY", () => {
    const hosts = ["config:baseURL"];
    it("means host and port of the URL in the settings, whatever its path", () => {
      const setting = { hosts, settings: { baseURL: "https://LLM.corp.example:8443/v1" } };
      expect(allowed("https://llm.corp.example:8443/other", setting)).to.equal(true);
      expect(allowed("https://llm.corp.example/v1", setting)).to.equal(false);
      expect(allowed("https://evil.example:8443/v1", setting)).to.equal(false);
    });

    it("matches nothing without a readable URL there", () => {
      const url = "https://api.openai.com";
      for (const baseURL of [undefined, null, 7, "", "api.openai.com", "not a url", [url], { url }]) {
        expect(allowed("https://api.openai.com/", { hosts, settings: { baseURL } }), JSON.stringify(baseURL)).to.equal(false);
      }
      expect(allowed("https://api.openai.com/", { hosts })).to.equal(false);
    });

    it("doesn't let a URL in the settings speak for its scheme", () => {
      expect(allowed("http://llm.corp.example/", { hosts, settings: { baseURL: "http://llm.corp.example" } })).to.equal(false);
    });

    it("names the setting in what to do next", () => {
      const decision = decide("https://evil.example/", { hosts });
      expect(decision.allowed ? [] : decision.actions.join()).to.include('"baseURL"');
    });
  });

  describe("with config:KEY:PORT", () => {
    const hosts = ["config:host:11434"];
    for (const [host, url] of [
      ["nas.lan", "https://nas.lan:11434/api"],
      ["nas.lan:8080", "https://nas.lan:8080/api"],
      ["NAS.lan/ollama", "https://nas.lan:11434/ollama/api"],
      [" 127.0.0.1 ", "http://127.0.0.1:11434/"],
      [":8080", "http://127.0.0.1:8080/"],
      ["0.0.0.0", "http://127.0.0.1:11434/"],
      ["0.0.0.0:8080", "http://127.0.0.1:8080/"],
      ["[::]:8080", "http://[::1]:8080/"],
      ["::1", "http://[::1]:11434/"],
      ["[::1]", "http://[::1]:11434/"],
      ["http://localhost", "http://localhost/"],
      ["http://localhost:9", "http://localhost:9/"],
      ["https://llm.corp.example/ollama", "https://llm.corp.example/ollama/api"],
    ] as const) {
      it(`means ${url} where the setting is ${JSON.stringify(host)}, and no other port`, () => {
        expect(allowed(url, { hosts, settings: { host } })).to.equal(true);
        const other = new URL(url);
        other.port = "4711";
        expect(allowed(other.href, { hosts, settings: { host } })).to.equal(false);
      });
    }

    it("matches nothing where the setting names no host", () => {
      const url = "http://127.0.0.1:11434/";
      for (const host of [undefined, null, 7, "", " ", "*", "127.0.0.1:*", "ftp://127.0.0.1:11434", "u@127.0.0.1", "a b", "http://", [url]]) {
        expect(allowed(url, { hosts, settings: { host } }), JSON.stringify(host)).to.equal(false);
      }
    });

    it("names the setting in what to do next", () => {
      const decision = decide("https://evil.example/", { hosts });
      expect(decision.allowed ? [] : decision.actions.join()).to.include('"host"');
    });

    it("does not let plain http out of this machine", () => {
      expect(allowed("http://nas.lan:11434/", { hosts, settings: { host: "nas.lan" } })).to.equal(false);
      expect(allowed("http://nas.lan:11434/", { hosts, settings: { host: "nas.lan" }, allowInsecureHosts: ["nas.lan"] })).to.equal(true);
    });
  });

  describe("for names beyond ASCII and for addresses", () => {
    it("compares names as punycode", () => {
      expect(allowed("https://xn--bcher-kva.example/", { hosts: ["bücher.example"] })).to.equal(true);
      expect(allowed("https://BÜCHER.example/", { hosts: ["xn--bcher-kva.example"] })).to.equal(true);
    });

    it("compares addresses in one spelling", () => {
      for (const host of ["127.0.0.1", "127.1", "0x7f.0.0.1", "2130706433", "0177.0.0.1"]) {
        const url = `http://${host}:8/`;
        expect(allowed(url, { hosts: ["127.0.0.1:8"] }), url).to.equal(true);
        expect(allowed(url, { hosts: ["10.0.0.1:8"] }), url).to.equal(false);
      }
      expect(allowed("http://[0:0:0:0:0:0:0:1]:8/", { hosts: ["[::1]:8"] })).to.equal(true);
      expect(allowed("https://[2001:db8::1]/", { hosts: ["[2001:DB8:0::1]"] })).to.equal(true);
    });
  });

  describe("for plain http", () => {
    it("allows loopback in all its spellings", () => {
      for (const host of ["localhost", "LOCALHOST", "localhost.", "127.0.0.1", "127.255.0.9", "[::1]"]) {
        expect(allowed(`http://${host}:8/`, { hosts: [`${host}:8`] }), host).to.equal(true);
      }
    });

    it("refuses what only looks like loopback", () => {
      const names = "localhost.evil.example 127.0.0.1.evil.example 127.evil.example evil-localhost";
      for (const host of [...names.split(" "), "0.0.0.0", "[::ffff:127.0.0.1]", "[::]", "10.0.0.1"]) {
        expect(allowed(`http://${host}:8/`, { hosts: [`${host}:8`] }), host).to.equal(false);
        expect(allowed(`https://${host}:8/`, { hosts: [`${host}:8`] }), `https ${host}`).to.equal(true);
      }
    });

    it("allows a host that the user allowed, on the port that was named or on all", () => {
      const hosts = ["nas.lan:8080"];
      expect(allowed("http://nas.lan:8080/", { hosts, allowInsecureHosts: ["NAS.lan"] })).to.equal(true);
      expect(allowed("http://nas.lan:8080/", { hosts, allowInsecureHosts: ["nas.lan:8080"] })).to.equal(true);
      expect(allowed("http://nas.lan:8080/", { hosts, allowInsecureHosts: ["nas.lan:80"] })).to.equal(false);
      expect(allowed("http://nas.lan:8080/", { hosts, allowInsecureHosts: ["lan"] })).to.equal(false);
    });

    it("doesn't take the user's leave for plain http as a right to the host", () => {
      expect(allowed("http://nas.lan/", { hosts: [], allowInsecureHosts: ["nas.lan"] })).to.equal(false);
    });
  });

  it("matches nothing with a pattern that can't be read", () => {
    const patterns = "* *. **.example.com a.*.example.com https://example.com example.com/path example.com: example.com:x [::1";
    for (const pattern of [...patterns.split(" "), "", "u@example.com", "config:", "exa mple.com"]) {
      for (const url of ["https://example.com/", "https://a.example.com/", "https://a.b.example.com/", "https://[::1]/"]) {
        expect(allowed(url, { hosts: [pattern] }), `${pattern} ${url}`).to.equal(false);
      }
    }
  });

  it("never allows a URL whose host is not the declared one, however the two are mixed", () => {
    const marks = ["@", ":", "/", "\\", "?", "#", ".", "%2e", "%40", "443", "//", "*", "\t", "\n", "［", "。"];
    const parts = ["api.openai.com", "evil.example", ...marks];
    let seed = 20_260_101;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    let reached = 0;
    for (let round = 0; round < 20_000; round++) {
      const text = Array.from({ length: 1 + random(6) }, () => parts[random(parts.length)]).join("");
      const url = `https://${text}`;
      if (!allowed(url, openai)) continue;
      reached++;
      const { hostname, port, username, password, protocol } = new URL(url);
      expect([protocol, username, password, port], url).to.deep.equal(["https:", "", "", ""]);
      expect(["api.openai.com", "api.openai.com."], url).to.include(hostname);
    }
    expect(reached).to.be.greaterThan(100);
  });
});
