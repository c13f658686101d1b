import type { LookupFunction } from "node:net";
import { expect } from "chai";
import { createConnections } from "../../../src/infra/http/connections.ts";
import { publicLookup } from "../../../src/infra/http/public-lookup.ts";
import { serveProxy } from "./connect-proxy.ts";
import { serve, type LocalServer } from "./local-server.ts";
import { failure, scene, type Scene } from "./scene.ts";

/** Names that lead to these addresses, one list per look-up; the last one stays. */
function names(...answers: readonly (readonly string[])[]): LookupFunction {
  let asked = 0;
  return (_name, options, done) => {
    const found = answers[Math.min(asked++, answers.length - 1)] ?? [];
    const all = found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    if (options.all === true) done(null, all);
    else done(null, all[0]?.address ?? "", all[0]?.family);
  };
}

describe("the right to any public host", () => {
  const closers: (() => unknown)[] = [];
  const opened = <T extends { close(): unknown }>(one: T): T => {
    closers.push(() => one.close());
    return one;
  };
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  const server = async (): Promise<LocalServer> => opened(await serve((_request, response) => response.end("reached")));
  const open = (options: Parameters<typeof scene>[0]): Scene => opened(scene({ hosts: ["public:*"], ...options }));

  it("is none to addresses of this machine or network, however they are written", async () => {
    const { port, connections } = await server();
    const { fetch } = open({});
    const hosts = [
      ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "127.0.0.1.", "%31%32%37.0.0.1", "①②⑦.0.0.1"],
      ["0.0.0.0", "0", "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]"],
      ["169.254.169.254", "169.254.169.254.", "0xa9fea9fe", "[fd00:ec2::254]", "100.100.100.200", "168.63.129.16", "10.0.0.1", "192.168.1.1", "[fe80::1]"],
    ].flat();
    for (const host of hosts) {
      const error = await failure(fetch(`http://${host}:${port}/`));
      expect(error, host).to.include({ code: "forbidden", retryable: false });
      expect(error.message, host).to.match(/is not an address of the public internet/);
    }
    expect(connections()).to.equal(0);
  });

  it("is none to names that lead there, by one address of several even", async () => {
    const { port, connections } = await server();
    for (const found of [["127.0.0.1"], ["93.184.215.14", "127.0.0.1"], ["10.1.2.3"], ["::1"], ["::ffff:127.0.0.1"], []]) {
      const error = await failure(open({ lookup: names(found) }).fetch(`http://page.test:${port}/`));
      expect(error.code, found.join()).to.equal("forbidden");
      expect(error.actions.join()).to.include(`network.allowPrivateFetch page.test:${port}`);
    }
    expect((await failure(open({}).fetch(`http://localhost:${port}/`))).code).to.equal("forbidden");
    expect((await failure(open({}).fetch(`http://localhost.:${port}/`))).code).to.be.oneOf(["forbidden", "network"]);
    expect(connections()).to.equal(0);
  });

  it("connects to what was checked: the name is looked up once", async () => {
    const given: string[] = [];
    const lookup = publicLookup(names(["93.184.215.14"], ["127.0.0.1"]), new URL("http://page.test/"));
    lookup("page.test", {}, (error, address) => given.push(error === null ? JSON.stringify(address) : error.message));
    lookup("page.test", {}, (error, address) => given.push(error === null ? JSON.stringify(address) : error.message));
    expect(given).to.deep.equal(['"93.184.215.14"', "page.test (127.0.0.1) is not an address of the public internet, so it was not asked."]);
  });

  it("does not use a connection again that was made without the check", async () => {
    const connections = opened(createConnections());
    for (const target of [new URL("http://page.test/"), new URL("https://page.test/")]) {
      const [checked, unchecked] = [await connections.route(target, true), await connections.route(target)];
      expect(checked.options.agent).to.not.equal(unchecked.options.agent);
      expect(checked.options.agent).to.equal((await connections.route(target, true)).options.agent);
    }
  });

  it("reaches what the user allowed by name and port, and no other port", async () => {
    const { base, port } = await server();
    const other = await server();
    const here = open({ allowPrivateFetch: [`127.0.0.1:${port}`, "wiki.test"], names: ["wiki.test"] });
    expect(await (await here.fetch(base)).text()).to.equal("reached");
    expect(await (await here.fetch(`http://wiki.test:${other.port}/`)).text()).to.equal("reached");
    expect((await failure(here.fetch(other.base))).code).to.equal("forbidden");
  });

  it("lets nothing out but the wish to read", async () => {
    const { base, port, connections } = await server();
    const { fetch } = open({ allowPrivateFetch: [`127.0.0.1:${port}`] });
    const attempts = [
      { method: "POST" },
      { method: "DELETE" },
      { body: "secret" },
      { headers: { Authorization: "Bearer x" } },
      { headers: { cookie: "a=1" } },
      { headers: { "x-anything": "1" } },
    ];
    for (const options of attempts) expect((await failure(fetch(base, options))).code, JSON.stringify(options)).to.equal("forbidden");
    expect((await failure(fetch(`http://me:secret@127.0.0.1:${port}/`))).code).to.equal("forbidden");
    expect(connections()).to.equal(0);
    expect((await fetch(base, { headers: { accept: "text/html", "accept-language": "en" } })).status).to.equal(200);
  });

  it("checks every address of a redirect, or hands it to whoever asked", async () => {
    const inner = await server();
    const outer = opened(await serve((_request, response) => response.writeHead(302, { location: inner.base }).end()));
    const { fetch } = open({ allowPrivateFetch: [`127.0.0.1:${outer.port}`] });
    const error = await failure(fetch(outer.base));
    expect(error.code).to.equal("forbidden");
    expect(inner.connections()).to.equal(0);
    const answer = await fetch(outer.base, { redirect: "manual" });
    expect(answer.status).to.equal(302);
    expect(answer.headers["location"]).to.equal(inner.base);
  });

  it("holds behind a proxy too, for names and addresses", async () => {
    const proxy = opened(await serveProxy());
    const settings = { http: proxy.base, https: proxy.base };
    for (const [host, found] of [["10.0.0.1", "10.0.0.1"], ["intranet.test", "10.0.0.2"]] as const) {
      for (const scheme of ["http", "https"]) {
        const error = await failure(open({ proxy: settings, lookup: names([found]) }).fetch(`${scheme}://${host}/`));
        expect(error.code, host).to.equal("forbidden");
      }
    }
    const unknown = await failure(open({ proxy: settings }).fetch("https://only-the-proxy-knows.test/"));
    expect(unknown.code).to.equal("network");
    expect(proxy.connections()).to.equal(0);
  });
});
