import { expect } from "chai";
import type Nock from "nock";
import { failure, scene, type Scene } from "./scene.ts";

/** What leaves this machine for a vendor's real host name, with nothing else let out. */
describe("fetch to api.openai.com", () => {
  const sent: { headers: Record<string, string>; body: string }[] = [];
  let here: Scene;
  let nock: typeof Nock;
  let strays: string[] = [];
  const stray = ({ url }: Request): void => void strays.push(url);

  // It takes hold of node:http as soon as it is loaded; the other tests want the real one.
  before(async () => {
    nock = (await import("nock")).default;
    if (!nock.isActive()) nock.activate();
  });
  after(() => nock.restore());
  beforeEach(() => {
    sent.length = 0;
    strays = [];
    nock.disableNetConnect();
    nock.emitter.on("no match", stray);
    here = scene({ hosts: ["api.openai.com"] });
  });
  afterEach(() => {
    here.close();
    nock.emitter.removeListener("no match", stray);
    nock.cleanAll();
    nock.enableNetConnect();
  });

  const answer = (status: number, body: string, headers: Record<string, string> = {}): void => {
    nock("https://api.openai.com")
      .post("/v1/responses")
      .reply(async (request: Request) => {
        sent.push({ headers: Object.fromEntries(request.headers), body: await request.text() });
        return [status, body, headers] as const;
      });
  };

  it("sends what the caller gave, a length and a name, and nothing else", async () => {
    answer(200, "data: hi\n\n", { "content-type": "text/event-stream" });
    const headers = { authorization: "Bearer top-secret-1", "content-type": "application/json" };
    const request = { method: "POST", headers, body: '{"a":1}' };
    expect(await (await here.fetch("https://api.openai.com/v1/responses", request)).text()).to.equal("data: hi\n\n");
    expect(sent[0]?.headers).to.deep.equal({
      host: "api.openai.com",
      authorization: "Bearer top-secret-1",
      "content-type": "application/json",
      "content-length": "7",
      "accept-encoding": "identity",
      "user-agent": "ainative-code/test",
      connection: "keep-alive",
    });
    expect(sent[0]?.body).to.equal('{"a":1}');
    expect(strays).to.deep.equal([]);
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`never carries the key along a ${status} to another host`, async () => {
      answer(status, "", { location: "https://evil.example/collect" });
      const headers = { authorization: "Bearer top-secret-1" };
      const error = await failure(here.fetch("https://api.openai.com/v1/responses", { method: "POST", headers, body: "{}" }));
      expect(error.code).to.equal("invalid-request");
      expect(error.message).to.include("https://evil.example/collect");
      expect(`${error.message}${JSON.stringify(error)}${here.logged.join("")}`).to.not.include("top-secret");
      expect(sent).to.have.lengthOf(1);
      expect(strays).to.deep.equal([]);
    });
  }
});
