import type { CliResult } from "@ainative-code/test-kit";
import { expect } from "chai";
import { startFakePlatform } from "../../plugins/ainative/test/fake-platform.ts";
import { startFakeStrapi, tokens } from "../../plugins/strapi/test/fake-strapi.ts";
import { shop, startFakeZerodb } from "../../plugins/zerodb/test/fake-zerodb.ts";
import { buildOnce, builtCli } from "../boot/built-cli.ts";

describe("the status of the services that plugins connect to, on the command line", () => {
  before(buildOnce);

  async function status(topic: string, env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<CliResult> {
    using cli = builtCli();
    return await cli.run([topic, "status", ...args], env);
  }

  it("is printed for people and as data", async () => {
    await using platform = await startFakePlatform({ projects: [{ id: "p-1", name: "shop" }] });
    await using zerodb = await startFakeZerodb({ key: "key-2" });
    await using strapi = await startFakeStrapi();
    const env = {
      AINATIVE_BACKEND_URL: platform.baseURL,
      AINATIVE_API_KEY: "key-1",
      ZERODB_API_URL: zerodb.baseURL,
      ZERODB_API_KEY: "key-2",
      ZERODB_PROJECT_ID: shop.id,
      STRAPI_URL: strapi.baseURL,
      STRAPI_API_KEY: tokens.full,
    };
    const account = await status("ainative", env);
    expect(account.exitCode, account.stderr).to.equal(0);
    expect(account.stdout).to.include("API key   accepted").and.include("p-1  shop");
    const project: unknown = JSON.parse((await status("zerodb", env, "--json")).stdout);
    expect(project).to.have.nested.property("project.usage.vectors", 12);
    const content = await status("strapi", env);
    expect(content.stdout).to.include("  articles  Article\n  homepage  Homepage  (one entry)\n");
  });

  it("ends with the code of what went wrong", async () => {
    await using platform = await startFakePlatform();
    const wrong = await status("ainative", { AINATIVE_BACKEND_URL: platform.baseURL, AINATIVE_API_KEY: "wrong-key-1234" }, "--json");
    expect(wrong.exitCode).to.equal(41);
    expect(JSON.parse(wrong.stdout)).to.have.nested.property("error.code", "auth");
    expect(wrong.stdout).not.to.include("wrong-key-1234");
    const results = await Promise.all([status("zerodb", {}), status("strapi", {}), status("strapi", { STRAPI_URL: "http://127.0.0.1:1" })]);
    expect(results.map(({ exitCode }) => exitCode)).to.deep.equal([40, 40, 43]);
  });
});
