import { expect } from "chai";
import { failure } from "./scene.ts";
import { vendorScene } from "./vendor-scene.ts";

/** What leaves this machine for a vendor's real host name, with nothing else let out. */
describe("fetch to api.openai.com", () => {
  const vendor = vendorScene(["api.openai.com"]);
  const { sent, strays } = vendor;
  const answer = (status: number, body: string, headers: Record<string, string> = {}): void =>
    vendor.answering("POST https://api.openai.com/v1/responses", status, body, headers);

  it("sends what the caller gave, a length and a name, and nothing else", async () => {
    answer(200, "data: hi\n\n", { "content-type": "text/event-stream" });
    const headers = { authorization: "Bearer top-secret-1", "content-type": "application/json" };
    const request = { method: "POST", headers, body: '{"a":1}' };
    expect(await (await vendor.here.fetch("https://api.openai.com/v1/responses", request)).text()).to.equal("data: hi\n\n");
    expect(sent[0]?.headers).to.deep.equal({
      host: "api.openai.com",
      authorization: "Bearer top-secret-1",
      "content-type": "application/json",
      "content-length": "7",
      "accept-encoding": "identity",
      "user-agent": "ainative-code/test",
      connection: "keep-alive",
    });
    expect(sent[0]?.text).to.equal('{"a":1}');
    expect(strays).to.deep.equal([]);
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`never carries the key along a ${status} to another host`, async () => {
      answer(status, "", { location: "https://evil.example/collect" });
      const headers = { authorization: "Bearer top-secret-1" };
      const error = await failure(vendor.here.fetch("https://api.openai.com/v1/responses", { method: "POST", headers, body: "{}" }));
      expect(error.code).to.equal("invalid-request");
      expect(error.message).to.include("https://evil.example/collect");
      expect(`${error.message}${JSON.stringify(error)}${vendor.here.logged.join("")}`).to.not.include("top-secret");
      expect(sent).to.have.lengthOf(1);
      expect(strays).to.deep.equal([]);
    });
  }
});
