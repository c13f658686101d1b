import { isAinError, type AinError, type Host } from "@ainative-code/sdk";
import { inMemoryHost } from "@ainative-code/test-kit";
import { expect } from "chai";
import { statusText } from "../src/status-text.ts";
import { strapiStatus } from "../src/strapi-status.ts";
import tryOut from "../src/try.ts";
import { startFakeStrapi, tokens } from "./fake-strapi.ts";

const signal = new AbortController().signal;

function host(baseURL: string | undefined, token?: string): Host {
  return inMemoryHost({ config: baseURL === undefined ? {} : { baseURL }, secrets: { token } });
}

async function failure(work: Promise<unknown>): Promise<AinError> {
  const thrown: unknown = await work.then(() => "nothing was thrown", (error: unknown) => error);
  if (isAinError(thrown)) return thrown;
  throw new Error(String(thrown));
}

describe("the status of Strapi", () => {
  it("has the content types of the project, not those of Strapi's own plugins", async () => {
    await using strapi = await startFakeStrapi();
    const status = await strapiStatus(host(`${strapi.baseURL}/`, tokens.full), signal);
    expect(status.token).to.equal("accepted");
    expect(status.contentTypes).to.deep.equal([
      { uid: "api::article.article", path: "articles", name: "Article", kind: "collection", draftAndPublish: true },
      { uid: "api::homepage.homepage", path: "homepage", name: "Homepage", kind: "single", draftAndPublish: true },
    ]);
    expect(statusText(status)).to.include("Token    accepted").and.include("  homepage  Homepage  (one entry)");
    expect(await tryOut(host(strapi.baseURL, tokens.full), signal)).to.equal("token accepted, 2 content types");
  });

  it("knows a token that is accepted and may not list them from one that is wrong", async () => {
    await using strapi = await startFakeStrapi();
    const status = await strapiStatus(host(strapi.baseURL, tokens.readOnly), signal);
    expect(status).to.deep.equal({ baseURL: strapi.baseURL, token: "accepted", contentTypes: null });
    expect(statusText(status)).to.include("can't be listed");
    const error = await failure(strapiStatus(host(strapi.baseURL, "wrong-token-1234"), signal));
    expect(error.code).to.equal("auth");
    expect(error.message).to.include("Missing or invalid credentials");
    expect(JSON.stringify(error)).not.to.include("wrong-token-1234");
  });

  it("is connected without a token too, and says what that is worth", async () => {
    await using strapi = await startFakeStrapi();
    expect((await strapiStatus(host(strapi.baseURL), signal)).token).to.equal("none");
    expect(await tryOut(host(strapi.baseURL), signal)).to.equal("connected without a token");
  });

  it("tells something else that answers from a Strapi that does not know the question", async () => {
    await using other = await startFakeStrapi({ page: "<html><title>404 Not Found</title></html>" });
    const error = await failure(strapiStatus(host(other.baseURL, tokens.full), signal));
    expect(error.code).to.equal("protocol");
    expect(error.message).to.equal(`Something answers at ${other.baseURL}, but not as Strapi does (HTTP 404).`);
    await using strapi = await startFakeStrapi();
    const older = await strapiStatus(host(`${strapi.baseURL}/sub`, tokens.full), signal);
    expect(older.token).to.equal("unknown");
  });

  it("tells an address that is not set, and one where nothing listens", async () => {
    expect((await failure(strapiStatus(host(undefined), signal))).code).to.equal("not-configured");
    expect((await failure(strapiStatus(host("http://127.0.0.1:1"), signal))).code).to.equal("network");
  });
});
