import { once } from "node:events";
import { createServer } from "node:http";
import { isAinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { CrossAppLogin } from "../../../src/infra/mcp/cross-app-login.ts";
import { webFetch } from "../../../src/infra/mcp/web-fetch.ts";
import { codeOf, handles } from "./handles.ts";
import { loopbackFetch } from "./loopback-fetch.ts";

const resource = "https://mcp.example.com/mcp";

/** A login by an identity provider that answers so; what it was asked. */
async function asked(status: number, answer: string): Promise<{ readonly given: URLSearchParams; readonly headers: unknown; readonly hidden: readonly string[]; readonly result: URLSearchParams | Error }> {
  let [body, headers]: [string, unknown] = ["", undefined];
  const server = createServer((request, response) => {
    headers = request.headers["x-own"];
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => response.writeHead(status, { "content-type": "application/json" }).end(answer));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const fetchUrl = loopbackFetch();
  const hidden: string[] = [];
  const login = new CrossAppLogin({
    resource,
    clientId: "client",
    clientSecret: "secret",
    issuer: "https://auth.example.com",
    idpTokenEndpoint: `http://127.0.0.1:${port}/token`,
    idpClientId: "at-the-idp",
    identityToken: "who-i-am",
    fetch: webFetch(() => Promise.resolve(fetchUrl), { url: resource, headers: { "X-Own": "mine" } }),
    hideSecret: (secret) => void hidden.push(secret),
  });
  try {
    const result = await login.prepareTokenRequest("files").catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
    return { given: new URLSearchParams(body), headers, hidden, result };
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }
}

describe("a login that an identity provider vouches for", () => {
  it("hands the provider's grant to the server's own authorization server, and shows it to nobody", async () => {
    const { given, headers, hidden, result } = await asked(200, JSON.stringify({ access_token: "the-grant", token_type: "N_A" }));
    expect([given.get("audience"), given.get("resource"), given.get("subject_token"), given.get("client_id"), given.get("scope")]).to.deep.equal(["https://auth.example.com", resource, "who-i-am", "at-the-idp", "files"]);
    expect([result instanceof URLSearchParams ? result.get("assertion") : result, hidden, headers]).to.deep.equal(["the-grant", ["the-grant"], undefined]);
  });

  it("is refused in the provider's words, made fit to be shown", async () => {
    const said = await asked(400, JSON.stringify({ error: "access_denied", error_description: "not for \u001b[31myou" }));
    expect(said.result).to.have.property("message").that.includes("not for you");
    for (const odd of ["<html>", "5", '{"access_token": 5}']) {
      const { result } = await asked(200, odd);
      expect(isAinError(result) && result.code, odd).to.equal("auth");
    }
  });

  describe("that is set up by half", () => {
    const handleOf = handles();
    it("says what is missing, before anything is sent", async () => {
      for (const grant of ["cross_app_access", "client_credentials"]) {
        expect(await codeOf(handleOf({ url: "http://127.0.0.1:9/mcp", oauth: { grant, clientId: "client" } }).learn(new AbortController().signal))).to.equal("not-configured");
      }
    });
  });
});
