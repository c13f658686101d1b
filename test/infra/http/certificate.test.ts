import { expect } from "chai";
import { connect, TLSSocket } from "node:tls";
import { needsProgram } from "../../needs-program.ts";
import { makeCertificates, type Certificate, type Certificates } from "./certificates.ts";
import { serve, serveSecurely, type LocalServer } from "./local-server.ts";
import { failure, scene, type Scene } from "./scene.ts";

/** What a server of twenty years ago would agree to. */
const old = { minVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" } as const;

describe("fetch over TLS", () => {
  let certificates: Certificates;
  let server: LocalServer | undefined;
  let here: Scene;
  before(needsProgram("openssl"));
  before(() => {
    certificates = makeCertificates();
  });
  beforeEach(() => {
    here = scene({ ca: certificates.authority });
  });
  afterEach(async () => {
    here.close();
    await server?.close();
    server = undefined;
  });

  const kinds: readonly (readonly [string, (all: Certificates) => Certificate, string])[] = [
    ["that has expired", (all) => all.expired, "CERT_HAS_EXPIRED"],
    ["for another host", (all) => all.otherHost, "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["it signed itself", (all) => all.selfSigned, "DEPTH_ZERO_SELF_SIGNED_CERT"],
  ];
  for (const [what, choose, code] of kinds) {
    it(`sends nothing to a server with a certificate ${what}, and says so`, async () => {
      let requests = 0;
      server = await serveSecurely(choose(certificates), (_request, response) => response.end(String(requests++)));
      const error = await failure(here.fetch(server.base, { headers: { authorization: "Bearer top-secret-1" } }));
      expect(error).to.include({ code: "network", retryable: false, vendorCode: code });
      expect(error.message).to.include(`localhost:${server.port}`).and.include(what);
      expect(requests).to.equal(0);
    });
  }

  it("names NODE_EXTRA_CA_CERTS where the authority is unknown", async () => {
    server = await serveSecurely(certificates.good, (_request, response) => response.end());
    const stranger = scene();
    const error = await failure(stranger.fetch(server.base));
    stranger.close();
    expect(error.message).to.include("an authority that is not known here");
    expect(error.actions.join()).to.include("NODE_EXTRA_CA_CERTS");
  });

  it("trusts the authorities it is given besides the known ones, and speaks TLS 1.2 at least", async () => {
    server = await serveSecurely({ ...certificates.good, ...old, maxVersion: "TLSv1.2" }, ({ socket }, response) =>
      response.end(socket instanceof TLSSocket ? socket.getProtocol() : "none"),
    );
    expect(await (await here.fetch(server.base)).text()).to.equal("TLSv1.2");
  });

  it("refuses a server that offers less than TLS 1.2", async () => {
    server = await serveSecurely({ ...certificates.good, ...old, maxVersion: "TLSv1.1" }, (_request, response) => response.end());
    expect(await agreedWithAnybody(server.port, certificates.authority), "the server does speak it").to.equal("TLSv1.1");
    const error = await failure(here.fetch(server.base));
    expect(error).to.include({ code: "network", retryable: false });
    expect(error.message).to.include("TLS older than 1.2");
  });

  it("says that a plain server doesn't speak TLS", async () => {
    server = await serve((_request, response) => response.end());
    const error = await failure(here.fetch(`https://localhost:${server.port}/`));
    expect(error).to.include({ code: "network", retryable: false });
    expect(error.message).to.include("doesn't speak TLS");
  });

  it("doesn't follow a redirect from https to http", async () => {
    const plain = await serve((_request, response) => response.end("reached"));
    const location = plain.base;
    server = await serveSecurely(certificates.good, (_request, response) => response.writeHead(302, { location }).end());
    const error = await failure(here.fetch(server.base));
    expect(error.code).to.equal("forbidden");
    expect(error.message).to.include("not encrypted");
    expect(plain.connections()).to.equal(0);
    await plain.close();
  });

  it("uses one connection for one request after another", async () => {
    server = await serveSecurely(certificates.good, (_request, response) => response.end("x"));
    for (let request = 0; request < 3; request++) await (await here.fetch(server.base)).text();
    expect(server.connections()).to.equal(1);
  });
});

/** The protocol that a client without a floor gets of a server. */
function agreedWithAnybody(port: number, ca: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", servername: "localhost", ca, ...old }, () => {
      resolve(socket.getProtocol());
      socket.destroy();
    });
    socket.once("error", reject);
  });
}
