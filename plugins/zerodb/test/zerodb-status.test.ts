import { isAinError, type AinError, type Host } from "@ainative-code/sdk";
import { inMemoryHost } from "@ainative-code/test-kit";
import { expect } from "chai";
import { statusText } from "../src/status-text.ts";
import tryOut from "../src/try.ts";
import { zerodbStatus } from "../src/zerodb-status.ts";
import { shop, startFakeZerodb } from "./fake-zerodb.ts";

const signal = new AbortController().signal;

function host(baseURL: string, { apiKey, ...settings }: Readonly<Record<string, string>> = {}): Host {
  return inMemoryHost({ config: { baseURL, apiPath: "/v1", ...settings }, secrets: { apiKey } });
}

async function failure(work: Promise<unknown>): Promise<AinError> {
  const thrown: unknown = await work.then(() => "nothing was thrown", (error: unknown) => error);
  if (isAinError(thrown)) return thrown;
  throw new Error(String(thrown));
}

describe("the status of ZeroDB", () => {
  it("is that of the chosen project, with what is stored in it", async () => {
    await using server = await startFakeZerodb({ key: "key-1" });
    const status = await zerodbStatus(host(server.baseURL, { apiKey: "key-1", projectId: shop.id }), signal);
    const { id, name, usage } = shop;
    const project = { id, name, status: "ACTIVE", tier: "free", usage };
    expect(status).to.deep.equal({ server: `${server.baseURL}/v1`, project, projects: [] });
    expect(statusText(status)).to.include(`${shop.id}  shop  (ACTIVE, free)`).and.include("12 vectors, 3 tables");
    expect(await tryOut(host(server.baseURL, { apiKey: "key-1", projectId: shop.id }), signal)).to.equal("project shop");
  });

  it("lists the projects where none is chosen, and needs no key on this machine", async () => {
    await using server = await startFakeZerodb();
    const status = await zerodbStatus(host(server.baseURL), signal);
    expect(status.project).to.equal(null);
    expect(status.projects.map(({ name }) => name)).to.deep.equal(["shop"]);
    expect(server.seen).to.deep.equal(["GET /v1/projects?limit=100"]);
    expect(statusText(status)).to.include("config set plugins.zerodb.projectId ID");
    expect(await tryOut(host(server.baseURL), signal)).to.equal("connected, no project chosen; there is 1");
  });

  it("goes below the path that is set", async () => {
    await using server = await startFakeZerodb({ path: "/api/v1" });
    expect((await failure(zerodbStatus(host(server.baseURL), signal))).actions.join()).to.include("apiPath /api/v1");
    expect((await zerodbStatus(host(server.baseURL, { apiPath: "/api/v1" }), signal)).projects).to.have.lengthOf(1);
  });

  it("tells a wrong key, a project that is not there, and a key that is missing", async () => {
    await using server = await startFakeZerodb({ key: "key-1" });
    const wrong = await failure(zerodbStatus(host(server.baseURL, { apiKey: "wrong-key-1234" }), signal));
    expect(wrong.code).to.equal("auth");
    expect(JSON.stringify(wrong)).not.to.include("wrong-key-1234");
    const other = await failure(zerodbStatus(host(server.baseURL, { apiKey: "key-1", projectId: "other" }), signal));
    expect(other.code).to.equal("not-configured");
    expect(other.message).to.equal("ZeroDB has no project other for this key.");
    const none = await failure(zerodbStatus(host("https://zerodb.example.com"), signal));
    expect(none.code).to.equal("not-configured");
    expect(none.message).to.include("https://zerodb.example.com/v1");
  });

  it("tells something else that answers, and nothing that does", async () => {
    for (const page of ["<html><title>Welcome to nginx!</title></html>", "", '{"hello": "world"}', '[{"name": "no id"}]']) {
      await using server = await startFakeZerodb({ page });
      expect((await failure(zerodbStatus(host(server.baseURL), signal))).code, page).to.equal("protocol");
    }
    expect((await failure(zerodbStatus(host("http://127.0.0.1:1"), signal))).code).to.equal("network");
  });
});
