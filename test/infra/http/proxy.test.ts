import { expect } from "chai";
import { needsProgram } from "../../needs-program.ts";
import { makeCertificates, type Certificates } from "./certificates.ts";
import { serveProxy, type LocalProxy, type ProxyOptions } from "./connect-proxy.ts";
import { serve, serveSecurely, type LocalServer } from "./local-server.ts";
import { cancellation, failure, scene, until, type Scene, type SceneOptions } from "./scene.ts";

describe("fetch through a proxy", () => {
  let certificates: Certificates;
  let target: LocalServer;
  let proxy: LocalProxy;
  let here: Scene;
  before(needsProgram("openssl"));
  before(async () => {
    certificates = makeCertificates();
    target = await serveSecurely(certificates.good, (request, response) => response.end(JSON.stringify(request.headers)));
  });
  after(async () => {
    await target?.close();
  });
  afterEach(async () => {
    here?.close();
    await proxy?.close();
  });

  const setUp = async (options: ProxyOptions = {}, user = "", more: SceneOptions = {}): Promise<void> => {
    proxy = await serveProxy({ portOf: () => target.port, ...options });
    const url = proxy.base.replace("//", `//${user}`);
    here = scene({ hosts: ["api.vendor.test"], ca: certificates.authority, proxy: { https: url, http: url }, ...more });
  };

  it("tunnels https, so that the proxy learns the name and nothing else", async () => {
    await setUp();
    const answer = await here.fetch("https://api.vendor.test/v1?key=k", { headers: { authorization: "Bearer k" } });
    const headers = await answer.json();
    expect(headers).to.include({ host: "api.vendor.test", authorization: "Bearer k" });
    expect(headers).to.not.have.property("proxy-authorization");
    expect(proxy.asked).to.deep.equal(["CONNECT api.vendor.test:443"]);
  });

  it("uses one tunnel for one request after another", async () => {
    await setUp();
    for (let request = 0; request < 3; request++) await (await here.fetch("https://api.vendor.test/")).text();
    expect(proxy.asked).to.have.lengthOf(1);
  });

  it("logs in with the user and password of its address", async () => {
    await setUp({ credentials: "ann:p@ss word" }, "ann:p%40ss%20word@");
    expect((await here.fetch("https://api.vendor.test/")).status).to.equal(200);
  });

  it("says that the proxy wants a login, or doesn't take the one it got, without telling it", async () => {
    const logins = [["", "wants a user name and a password"], ["ann:top-secret-1@", "does not accept"]] as const;
    for (const [user, sentence] of logins) {
      await setUp({ credentials: "ann:right" }, user);
      const error = await failure(here.fetch("https://api.vendor.test/"));
      expect(error).to.include({ code: "auth", status: 407, retryable: false });
      expect(error.message).to.include(proxy.base).and.include(sentence);
      expect(JSON.stringify([error, here.logged])).to.not.include("top-secret");
      here.close();
      await proxy.close();
    }
  });

  for (const [status, retryable] of [[403, false], [502, true]] as const) {
    it(`names proxy and target where the proxy refuses with ${status}`, async () => {
      await setUp({ answer: status });
      const error = await failure(here.fetch("https://api.vendor.test/"));
      expect(error).to.include({ code: "network", status, retryable });
      expect(error.message).to.include(proxy.base).and.include("api.vendor.test").and.include(String(status));
    });
  }

  it("names the proxy where nothing listens at its address", async () => {
    await setUp();
    await proxy.close();
    const error = await failure(here.fetch("https://api.vendor.test/"));
    expect(error).to.include({ code: "network", vendorCode: "ECONNREFUSED" });
    expect(error.message).to.include(`The proxy ${proxy.base}`);
    expect(error.actions.join()).to.include("HTTPS_PROXY");
  });

  it("ends at once when it is cancelled while the proxy is silent, and leaves no connection behind", async () => {
    await setUp({ answer: 0 });
    const stop = new AbortController();
    const answer = cancellation(here.fetch("https://api.vendor.test/", { signal: stop.signal }));
    await until(() => proxy.asked.length === 1);
    stop.abort();
    expect((await answer).code).to.equal("cancelled");
    await until(() => proxy.open() === 0);
  });

  it("gives up on a silent proxy in time", async () => {
    await setUp({ answer: 0 });
    expect((await failure(here.fetch("https://api.vendor.test/", { headTimeoutMs: 30 }))).code).to.equal("network");
    await until(() => proxy.open() === 0);
  });

  it("still checks the certificate of the target", async () => {
    const bad = await serveSecurely(certificates.selfSigned, (_request, response) => response.end());
    await setUp({ portOf: () => bad.port });
    const error = await failure(here.fetch("https://api.vendor.test/"));
    expect(error.vendorCode).to.equal("DEPTH_ZERO_SELF_SIGNED_CERT");
    expect(error.message).to.include("api.vendor.test").and.not.include("proxy");
    await bad.close();
  });

  describe("for plain http", () => {
    const insecure = { allowInsecureHosts: ["api.vendor.test"] };
    let plain: LocalServer;
    beforeEach(async () => {
      plain = await serve((request, response) => response.end(JSON.stringify(request.headers)));
    });
    afterEach(() => plain.close());

    it("asks the proxy for the whole URL, and logs in there only", async () => {
      await setUp({ credentials: "ann:right", portOf: () => plain.port }, "ann:right@", insecure);
      const answer = await here.fetch("http://api.vendor.test/v1");
      expect(await answer.json()).to.include({ host: "api.vendor.test" }).and.not.have.property("proxy-authorization");
      expect(proxy.asked).to.deep.equal(["GET http://api.vendor.test/v1"]);
    });

    it("tells the proxy's 407 from an answer of the target", async () => {
      await setUp({ credentials: "ann:right", portOf: () => plain.port }, "", insecure);
      expect(await failure(here.fetch("http://api.vendor.test/"))).to.include({ code: "auth", status: 407 });
    });

    it("goes to loopback directly, unless asked to proxy that too", async () => {
      await setUp({ portOf: () => plain.port }, "", { hosts: ["127.0.0.1:*"] });
      await here.fetch(plain.base);
      expect(proxy.asked).to.deep.equal([]);
      here.close();
      here = scene({ hosts: ["127.0.0.1:*"], proxy: { http: proxy.base, loopback: true } });
      await (await here.fetch(plain.base)).text();
      expect(proxy.asked).to.have.lengthOf(1);
    });
  });
});
