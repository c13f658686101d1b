import { expect } from "chai";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../boot/built-cli.ts";
import { scene } from "./bad-days/scene.ts";
import { filesWith } from "./secrets/written.ts";

/** Prints another token each time it runs, and counts how often it did. */
const printer = (folder: string): string =>
  `#!/bin/sh\necho run >> '${folder}/runs'\necho "Zentra-mark-$(wc -l < '${folder}/runs' | tr -d ' ')"\n`;

describe("a token that a command prints, for a resource on Azure", () => {
  before(buildOnce);

  it("is fetched again, once, when the resource no longer takes it", async () => {
    await using s = await scene(({ headers }) =>
      headers["authorization"] === "Bearer Zentra-mark-2"
        ? { text: "Let in." }
        : { status: 401, body: { error: { code: "401", message: `Token Zentra-mark-1 has expired.` } } },
    );
    const bin = join(s.home.home, "bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "entra-token"), printer(bin), { mode: 0o755 });
    mkdirSync(s.home.config, { recursive: true });
    const origin = s.server.baseURL.replace(/\/v1$/, "");
    writeFileSync(
      join(s.home.config, "config.yaml"),
      `plugins: {azure: {baseURL: "${origin}", token: "$(entra-token)", deployments: {gpt: prod}}}\n`,
    );
    const env = { PATH: `${bin}:${s.home.env["PATH"]}` };
    const { exitCode, stdout, stderr } = await s.run(["chat", "-m", "azure/gpt", "-p", "hi"], { env });
    expect([exitCode, stdout], stderr).to.deep.equal([0, "Let in.\n"]);
    expect(s.server.requests.map(({ path }) => path)).to.deep.equal(["/openai/v1/responses", "/openai/v1/responses"]);
    expect(s.server.requests[0]?.body["model"]).to.equal("prod");
    expect(readFileSync(join(bin, "runs"), "utf8").trim().split("\n"), "runs of the command").to.have.lengthOf(2);
    expect(stdout + stderr).not.to.include("Zentra-mark");
    expect(filesWith(s.home.root, "Zentra-mark").filter((file) => !file.startsWith(bin))).to.deep.equal([]);
  });

  it("or a key is what setup asks for, with the resource and its deployments", async () => {
    await using s = await scene(() => ({ text: "Ready." }));
    const origin = s.server.baseURL.replace(/\/v1$/, "");
    const settings = ["--set", `plugins.azure.baseURL=${origin}`, "--set", "plugins.azure.models=prod"];
    const words = ["setup", "--non-interactive", "--model", "azure/prod", "--key-from", "env:MY_KEY", ...settings];
    const { exitCode, stderr } = await s.run(words, { env: { MY_KEY: "0123456789abcdef" } });
    expect(exitCode, stderr).to.equal(0);
    expect(s.server.requests.at(-1)?.headers).to.include({ "api-key": "0123456789abcdef" });
    const listed = await s.run(["models", "list", "--provider", "azure"], { env: { MY_KEY: "0123456789abcdef" } });
    expect(listed.stdout, listed.stderr).to.include("azure/prod");
  });

  it("is what the resource wants where nothing is set, as the list of providers says", async () => {
    await using s = await scene(() => ({ text: "" }));
    const { stdout } = await s.run(["providers", "list"]);
    expect(stdout).to.match(/azure\b.*needs apiKey or token/);
    const { stderr } = await s.run(["chat", "-m", "azure/gpt", "-p", "hi"]);
    expect(stderr).to.include("AZURE_OPENAI_ENDPOINT");
  });
});
