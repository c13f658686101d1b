import { expect } from "chai";
import type { Config } from "../../../src/app/config.ts";
import { loadConfig } from "../../../src/app/config.ts";
import type { Environment } from "../../../src/app/environment.ts";
import { writeMarker } from "../../../src/app/setup/marker.ts";
import { needsSetup } from "../../../src/app/setup/needs-setup.ts";
import { testPlace, type TestPlace } from "../config/config-place.ts";

describe("needsSetup", () => {
  let place: TestPlace;
  beforeEach(() => {
    place = testPlace();
  });
  afterEach(() => place.remove());

  function services(env: Record<string, string> = {}, terminal = true): Parameters<typeof needsSetup>[0] {
    const here = place.with({ env });
    const tty = { stdin: terminal, stdout: true, stderr: true };
    const environment: Environment = { ...here.environment, env, tty, pid: 1, hostname: "h" };
    const folders = { ...here.folders, data: `${place.cacheFolder}/data` };
    return { environment, folders, config: async (): Promise<Config> => loadConfig(here) };
  }

  it("is true on a terminal where there is nothing to go by", async () => {
    expect(await needsSetup(services())).to.equal(true);
    expect(await needsSetup(services({}, false)), "nobody to ask").to.equal(false);
  });

  it("is true where a key is set, in the environment or in the config, and no model", async () => {
    expect(await needsSetup(services({ OPENAI_API_KEY: "sk" }))).to.equal(true);
    place.put(place.userFile, "plugins: {openai: {apiKey: 'keychain:x'}}\n");
    expect(await needsSetup(services())).to.equal(true);
  });

  it("is false where a model is set", async () => {
    expect(await needsSetup(services({ AINATIVE_CODE_MODEL: "a/b" }))).to.equal(false);
    place.put(place.userFile, "model: a/b\n");
    expect(await needsSetup(services())).to.equal(false);
  });

  it("is false where setup has been run or declined, until its mark is gone", async () => {
    const undo = await writeMarker(services(), "declined");
    expect(await needsSetup(services())).to.equal(false);
    await undo();
    expect(await needsSetup(services())).to.equal(true);
  });
});
