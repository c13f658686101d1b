import { expect } from "chai";
import { serve, type LocalServer } from "./local-server.ts";
import { failure, scene, type Scene } from "./scene.ts";

describe("a redirect", () => {
  let from: LocalServer;
  let to: LocalServer;
  let here: Scene;
  let location: string | undefined;
  let seen: Record<string, unknown>[] = [];

  beforeEach(async () => {
    seen = [];
    to = await serve((request, response) => {
      seen.push(request.headers);
      response.end(`arrived at ${request.url ?? ""}`);
    });
    location = `${to.base}/new?code=top-secret-1`;
    from = await serve((_request, response) => response.writeHead(307, location === undefined ? {} : { location }).end());
    here = scene({ hosts: [`127.0.0.1:${from.port}`, `127.0.0.1:${to.port}`, "localhost:*"] });
  });
  afterEach(async () => {
    here.close();
    await Promise.all([from.close(), to.close()]);
  });

  it("is followed to a declared host where nothing secret was sent, with harmless headers only", async () => {
    const answer = await here.fetch(`${from.base}/old`, { headers: { accept: "text/x", "x-trace": "t" } });
    expect(await answer.text()).to.equal("arrived at /new?code=top-secret-1");
    expect(answer.url).to.equal(location);
    expect(seen[0]).to.include({ accept: "text/x" });
    expect(seen[0]).to.not.have.property("x-trace");
  });

  const credentials = "authorization X-Api-Key api-key x-goog-api-key cookie x-auth-token client-secret x-my-key";
  for (const name of credentials.split(" ")) {
    it(`is not followed where ${name} was sent; the error names the target`, async () => {
      const error = await failure(here.fetch(from.base, { headers: { [name]: "top-secret-2" } }));
      expect(error).to.include({ code: "invalid-request", retryable: false, status: 307 });
      expect(error.message).to.include(`127.0.0.1:${to.port}/new`).and.include("a key was sent");
      expect(JSON.stringify([error, error.message, here.logged])).to.not.include("top-secret");
      expect(to.connections()).to.equal(0);
    });
  }

  it("is not followed where the key stood in the query", async () => {
    expect((await failure(here.fetch(`${from.base}/?key=k`))).code).to.equal("invalid-request");
    expect(to.connections()).to.equal(0);
  });

  it("is not followed where a body was sent", async () => {
    const error = await failure(here.fetch(from.base, { method: "POST", body: "{}" }));
    expect(error.message).to.include("data was sent");
    expect(to.connections()).to.equal(0);
  });

  it("is not followed for a method that changes something", async () => {
    expect((await failure(here.fetch(from.base, { method: "DELETE" }))).message).to.include("DELETE");
    expect(to.connections()).to.equal(0);
  });

  it("is not followed to an undeclared host, whose name is not looked up", async () => {
    location = "https://evil.example/?key=top-secret-1";
    const error = await failure(here.fetch(from.base));
    expect(error.code).to.equal("forbidden");
    expect(error.message).to.include("was redirected to evil.example");
    expect(here.lookedUp).to.deep.equal([]);
  });

  it("is not followed to another scheme", async () => {
    for (const target of ["file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)"]) {
      location = target;
      expect((await failure(here.fetch(from.base))).code).to.equal("forbidden");
    }
  });

  it("is followed within the host by a relative address", async () => {
    const relative = await serve((request, response) =>
      request.url === "/a" ? response.writeHead(302, { location: "b" }).end() : response.end(request.url),
    );
    const local = scene({ hosts: ["127.0.0.1:*"] });
    expect(await (await local.fetch(`${relative.base}/a`)).text()).to.equal("/b");
    local.close();
    await relative.close();
  });

  it("is followed five times and then no more", async () => {
    let hops = 0;
    const circle = await serve((_request, response) => response.writeHead(302, { location: `/${++hops}` }).end());
    const local = scene({ hosts: ["127.0.0.1:*"] });
    const error = await failure(local.fetch(circle.base));
    expect(error).to.include({ code: "network", retryable: false });
    expect(error.message).to.include("after 5 others");
    expect(hops).to.equal(6);
    local.close();
    await circle.close();
  });

  it("without an address is an answer like any other", async () => {
    location = undefined;
    expect((await here.fetch(from.base)).status).to.equal(307);
  });

  it("to an address that can't be read is an error of the server", async () => {
    location = "https://[bad";
    expect((await failure(here.fetch(from.base))).code).to.equal("protocol");
  });
});
