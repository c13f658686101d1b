import { isAinError, type AinError, type Host } from "@ainative-code/sdk";
import { inMemoryHost } from "@ainative-code/test-kit";
import { expect } from "chai";
import { accountStatus } from "../src/account-status.ts";
import { statusText } from "../src/status-text.ts";
import tryOut from "../src/try.ts";
import { startFakePlatform } from "./fake-platform.ts";

const signal = new AbortController().signal;

function host(baseURL: string, apiKey?: string): Host {
  return inMemoryHost({ config: { baseURL }, secrets: { apiKey } });
}

async function failure(work: Promise<unknown>): Promise<AinError> {
  const thrown: unknown = await work.then(() => "nothing was thrown", (error: unknown) => error);
  if (isAinError(thrown)) return thrown;
  throw new Error(String(thrown));
}

describe("the account at AINative Studio", () => {
  it("tells how the platform is and what the key opens; the key goes to no page that needs none", async () => {
    await using platform = await startFakePlatform({ projects: [{ id: "p-1", name: "shop", tier: "free", status: "ACTIVE" }] });
    const status = await accountStatus(host(`${platform.baseURL}/`, "key-1"), signal);
    expect(status).to.deep.equal({
      baseURL: platform.baseURL,
      health: "healthy",
      version: "2.4.0",
      projects: [{ id: "p-1", name: "shop" }],
    });
    expect(platform.seen).to.deep.equal([
      { line: "GET /health", authorization: undefined },
      { line: "GET /v1/projects", authorization: "Bearer key-1" },
    ]);
    expect(statusText(status)).to.include("(healthy, version 2.4.0)").and.include("  p-1  shop");
    expect(await tryOut(host(platform.baseURL, "key-1"), signal)).to.equal("key accepted, 1 project");
  });

  it("tells a wrong key in the platform's words, and does not repeat it", async () => {
    await using platform = await startFakePlatform();
    const error = await failure(accountStatus(host(platform.baseURL, "wrong-key-1234"), signal));
    expect(error.code).to.equal("auth");
    expect(error.message).to.include("Invalid API key");
    expect(JSON.stringify(error)).not.to.include("wrong-key-1234");
  });

  it("asks for nothing without a key", async () => {
    await using platform = await startFakePlatform();
    const error = await failure(accountStatus(host(platform.baseURL), signal));
    expect(error.code).to.equal("not-configured");
    expect(error.actions.join()).to.include("AINATIVE_API_KEY");
    expect(platform.seen).to.deep.equal([]);
  });

  it("tells a page of something else from an answer", async () => {
    await using platform = await startFakePlatform({ page: "<html><title>Sign in to the wifi</title></html>" });
    const error = await failure(accountStatus(host(platform.baseURL, "key-1"), signal));
    expect(error.code).to.equal("protocol");
    expect(error.message).to.include("Sign in to the wifi");
    expect(error.actions.join()).to.include("plugins.ainative.baseURL");
  });

  it("tells that nothing listens", async () => {
    expect((await failure(accountStatus(host("http://127.0.0.1:1", "key-1"), signal))).code).to.equal("network");
  });
});
