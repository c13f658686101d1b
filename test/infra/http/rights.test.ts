import { expect } from "chai";
import { serve, serveSecurely, type LocalServer } from "./local-server.ts";
import { makeCertificates, type Certificates } from "./certificates.ts";
import { serveProxy, type LocalProxy } from "./connect-proxy.ts";
import { failure, scene, type Scene } from "./scene.ts";
import { needsProgram } from "../../needs-program.ts";

describe("the hosts of a plugin", () => {
  const closers: (() => unknown)[] = [];
  const opened = <T extends { close(): unknown }>(one: T): T => {
    closers.push(() => one.close());
    return one;
  };
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  const server = async (): Promise<LocalServer> => opened(await serve((_request, response) => response.end("reached")));
  const open = (options: Parameters<typeof scene>[0]): Scene => opened(scene(options));

  it("refuses an undeclared host before its name is looked up", async () => {
    const { port } = await server();
    const here = open({ hosts: ["api.openai.com"], names: ["evil.example"] });
    const error = await failure(here.fetch(`https://evil.example:${port}/steal`));
    expect(error).to.include({ code: "forbidden", retryable: false });
    expect(error.message).to.include("@acme/plugin may not reach").and.include("evil.example").and.include("api.openai.com");
    expect(here.lookedUp).to.deep.equal([]);
  });

  it("refuses an undeclared address before any connection", async () => {
    const undeclared = await server();
    const here = open({ hosts: [`127.0.0.1:${undeclared.port + 1}`] });
    expect((await failure(here.fetch(undeclared.base))).code).to.equal("forbidden");
    expect(undeclared.connections()).to.equal(0);
  });

  it("looks up and reaches a declared one", async () => {
    const { port } = await server();
    const here = open({ hosts: ["*.vendor.test:*"], names: ["api.vendor.test"], allowInsecureHosts: ["api.vendor.test"] });
    expect(await (await here.fetch(`http://api.vendor.test:${port}/`)).text()).to.equal("reached");
    expect(here.lookedUp).to.deep.equal(["api.vendor.test"]);
  });

  it("reaches the host of the user's base URL, and no other port of it", async () => {
    const { base, port } = await server();
    const other = await server();
    const here = open({ hosts: ["config:baseURL"], settings: { baseURL: `${base}/v1` } });
    expect((await here.fetch(`${base}/v1/models`)).status).to.equal(200);
    const error = await failure(here.fetch(other.base));
    expect(error.code).to.equal("forbidden");
    expect(error.actions.join()).to.include('"baseURL"');
    expect(other.connections()).to.equal(0);
    expect(port).to.not.equal(other.port);
  });

  it("refuses plain http to a declared host beyond loopback before its name is looked up", async () => {
    const { port } = await server();
    const here = open({ hosts: ["api.vendor.test:*"], names: ["api.vendor.test"] });
    const error = await failure(here.fetch(`http://api.vendor.test:${port}/`));
    expect(error.code).to.equal("forbidden");
    expect(error.actions.join()).to.include("network.allowInsecureHosts");
    expect(here.lookedUp).to.deep.equal([]);
  });

  it("tells what is no URL from what is forbidden", async () => {
    expect((await failure(open({}).fetch("api.openai.com/v1"))).code).to.equal("invalid-request");
  });

  it("doesn't show a password that stood in the address", async () => {
    const here = open({ hosts: ["vendor.test"] });
    const error = await failure(here.fetch("https://me:top-secret-1@vendor.test/"));
    expect(error.code).to.equal("forbidden");
    expect(`${error.message}${JSON.stringify(error)}${here.logged.join("")}`).to.not.include("top-secret");
  });

  describe("behind a proxy", () => {
    let certificates: Certificates;
    before(needsProgram("openssl"));
    before(() => {
      certificates = makeCertificates();
    });

    it("are checked as targets, and the proxy needs no right", async () => {
      const secure = opened(await serveSecurely(certificates.good, (_request, response) => response.end("reached")));
      const proxy: LocalProxy = opened(await serveProxy({ portOf: () => secure.port }));
      const here = open({ hosts: ["api.vendor.test"], proxy: { https: proxy.base }, ca: certificates.authority });
      expect((await failure(here.fetch("https://evil.example/"))).code).to.equal("forbidden");
      expect(proxy.connections()).to.equal(0);
      expect(await (await here.fetch("https://api.vendor.test/")).text()).to.equal("reached");
      expect(proxy.asked).to.deep.equal(["CONNECT api.vendor.test:443"]);
      expect(here.lookedUp, "only the proxy resolves the target").to.deep.equal([]);
    });
  });
});
