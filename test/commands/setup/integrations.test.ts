import { tempHome, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { startFakePlatform } from "../../../plugins/ainative/test/fake-platform.ts";
import { startFakeOllama } from "../../../plugins/ollama/test/fake/fake-ollama.ts";
import { startFakeStrapi, tokens } from "../../../plugins/strapi/test/fake-strapi.ts";
import { shop, startFakeZerodb } from "../../../plugins/zerodb/test/fake-zerodb.ts";
import { runSetup } from "./run-setup.ts";

describe("setup of the services that plugins connect to", () => {
  let home: TempHome;
  before(buildOnce);
  beforeEach(() => {
    home = tempHome();
  });
  afterEach(() => home.dispose());

  const file = (): string => join(home.config, "config.yaml");
  const sets = (...settings: readonly string[]): string[] => settings.flatMap((setting) => ["--set", setting]);

  async function setup(args: readonly string[], env: Readonly<Record<string, string>>): ReturnType<typeof runSetup> {
    await using ollama = await startFakeOllama({ models: [{ name: "tiny" }] });
    return await runSetup(home, args, { env: { OLLAMA_HOST: ollama.host, ...env } });
  }

  it("tries all three out by their own requests, and writes what was said of them", async () => {
    await using platform = await startFakePlatform({ key: "key-1" });
    await using zerodb = await startFakeZerodb({ key: "key-2" });
    await using strapi = await startFakeStrapi();
    const { exitCode, stderr } = await setup(
      sets(
        `plugins.ainative.baseURL=${platform.baseURL}`,
        "plugins.ainative.apiKey=${AINATIVE_API_KEY}",
        `plugins.zerodb.baseURL=${zerodb.baseURL}`,
        `plugins.zerodb.projectId=${shop.id}`,
        `plugins.strapi.baseURL=${strapi.baseURL}`,
      ),
      { AINATIVE_API_KEY: "key-1", ZERODB_API_KEY: "key-2", STRAPI_API_KEY: tokens.full },
    );
    expect(exitCode, stderr).to.equal(0);
    expect(stderr).to.include("Trying AINative Studio: key accepted, 0 projects");
    expect(stderr).to.include("Trying ZeroDB: project shop").and.include("Trying Strapi: token accepted, 2 content types");
    const text = readFileSync(file(), "utf8");
    expect(text).to.match(/^ {4}apiKey: \$\{AINATIVE_API_KEY\}$/m).and.include(`    projectId: "${shop.id}"\n`);
    expect(text).not.to.include("key-1").and.not.include("key-2").and.not.include(tokens.full);
  });

  it("writes nothing where a key is wrong or nothing answers, and ends with the code for that", async () => {
    await using strapi = await startFakeStrapi();
    const wrong = await setup(sets(`plugins.strapi.baseURL=${strapi.baseURL}`), { STRAPI_API_KEY: "no-token-of-it" });
    expect(wrong.exitCode).to.equal(41);
    expect(wrong.stderr).to.include("Missing or invalid credentials").and.not.include("no-token-of-it");
    expect((await setup(sets("plugins.zerodb.baseURL=http://127.0.0.1:1"), {})).exitCode).to.equal(43);
    expect(existsSync(file())).to.equal(false);
  });

  it("passes all of them by where nothing is said", async () => {
    const { exitCode, stderr } = await setup([], {});
    expect(exitCode, stderr).to.equal(0);
    expect(stderr).not.to.match(/Trying (AINative|ZeroDB|Strapi)/);
    expect(readFileSync(file(), "utf8")).to.match(/^ {4}# projectId:/m);
  });
});
