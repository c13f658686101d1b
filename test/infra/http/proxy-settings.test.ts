import { expect } from "chai";
import { proxyFor, proxySettings, shownProxy, type ProxySource } from "../../../src/infra/http/proxy-settings.ts";

const chosen = (url: string, source: ProxySource): string | undefined => {
  const proxy = proxyFor(new URL(url), proxySettings(source));
  return proxy && shownProxy(proxy);
};

describe("the choice of a proxy", () => {
  it("follows the scheme of the target", () => {
    const env = { HTTPS_PROXY: "http://s:1", HTTP_PROXY: "http://p:2" };
    expect(chosen("https://a.test", { env })).to.equal("http://s:1");
    expect(chosen("http://a.test", { env })).to.equal("http://p:2");
  });

  it("takes lower case before upper case, ALL_PROXY last, and an empty variable for none", () => {
    const both = { HTTPS_PROXY: "http://up:1", https_proxy: "http://low:1" };
    expect(chosen("https://a.test", { env: both })).to.equal("http://low:1");
    expect(chosen("https://a.test", { env: { all_proxy: "http://all:1", HTTP_PROXY: "http://p:1" } })).to.equal("http://all:1");
    expect(chosen("https://a.test", { env: { HTTPS_PROXY: "" } })).to.equal(undefined);
    expect(chosen("https://a.test", { env: {} })).to.equal(undefined);
  });

  it("puts the config before the environment; an empty one turns proxies off", () => {
    const env = { HTTPS_PROXY: "http://env:1", NO_PROXY: "b.test" };
    expect(chosen("https://a.test", { env, proxy: "http://config:1" })).to.equal("http://config:1");
    expect(chosen("https://b.test", { env, proxy: "http://config:1" })).to.equal(undefined);
    expect(chosen("https://b.test", { env, proxy: "http://config:1", noProxy: "c.test" })).to.equal("http://config:1");
    expect(chosen("https://a.test", { env, proxy: "" })).to.equal(undefined);
  });

  it("takes HOST:PORT without a scheme for http", () => {
    expect(chosen("https://a.test", { env: { HTTPS_PROXY: "proxy.corp:3128" } })).to.equal("http://proxy.corp:3128");
  });

  it("refuses what is no URL, and kinds of proxy that are not supported, without showing a password", () => {
    for (const bad of ["http://", "http://a b", "socks5://me:top-secret@h:1"]) {
      const choose = (): unknown => chosen("https://a.test", { env: { HTTPS_PROXY: bad } });
      expect(choose).to.throw(/^The address of the proxy is not a URL|^Proxies of the kind socks5:\/\/ .*\(socks5:\/\/h:1\)\.$/);
      expect(choose).to.throw().and.have.property("code", "not-configured");
    }
  });

  it("never proxies loopback by itself", () => {
    const env = { ALL_PROXY: "http://p:1" };
    for (const host of ["127.0.0.1:8080", "127.9.9.9", "localhost", "localhost.", "[::1]:3"]) {
      expect(chosen(`http://${host}/`, { env })).to.equal(undefined);
    }
  });

  const exempt: readonly (readonly [string, string, boolean])[] = [
    ["*", "https://a.test", true],
    ["a.test", "https://a.test", true],
    ["a.test", "https://A.TEST./", true],
    ["a.test", "https://x.a.test", true],
    ["a.test", "https://ba.test", false],
    [".a.test", "https://x.a.test", true],
    [".a.test", "https://a.test", false],
    ["*.a.test", "https://x.a.test", true],
    ["a.test:8443", "https://a.test:8443", true],
    ["a.test:8443", "https://a.test", false],
    ["a.test:443", "https://a.test", true],
    ["b.test, a.test", "https://a.test", true],
    ["b.test a.test", "https://a.test", true],
    ["10.0.0.0/8", "https://10.1.2.3", true],
    ["10.0.0.0/8", "https://11.1.2.3", false],
    ["10.0.0.0/8", "https://ten.test", false],
    ["192.168.1.7", "https://192.168.1.7:9", true],
    ["fd00::7", "https://[fd00::7]/", true],
    ["[fd00::7]:443", "https://[fd00::7]/", true],
    ["10.0.0.0/99", "https://10.1.2.3", false],
    ["http://a.test", "https://a.test", false],
    [",, ,", "https://a.test", false],
  ];
  for (const [noProxy, url, isExempt] of exempt) {
    it(`NO_PROXY=${noProxy} ${isExempt ? "exempts" : "doesn't exempt"} ${url}`, () => {
      const env = { HTTPS_PROXY: "http://p:1", no_proxy: noProxy };
      expect(chosen(url, { env })).to.equal(isExempt ? undefined : "http://p:1");
    });
  }
});
