import { expect } from "chai";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { buildExamples } from "./built-examples.ts";
import { provider, tool, verifyScene, type VerifyScene } from "./verify-scene.ts";

describe("plugins verify", () => {
  let s: VerifyScene;
  before(buildOnce);
  before(() => {
    s = verifyScene();
  });
  after(() => s[Symbol.dispose]());

  it("finds nothing in a plugin that keeps its promises", async () => {
    const { exitCode, findings, checks } = await s.verified(s.plugin());
    expect(findings.map(({ weight, message }) => [weight, message]), "its only answer is text").to.deep.equal([["advice", "none of its answers calls a tool, so what it makes of calls was not tried"]]);
    expect(exitCode).to.equal(0);
    expect(checks.map(({ told }) => told)).to.include("1 answers and 1 refusals tried").and.include("1 samples run");
  });

  const providerFaults: readonly (readonly [string, string])[] = [
    ["numbers badly", "order of events"],
    ["drops text", "what is expected"],
    ["miscounts", "usage"],
    ["forgets", "round trip"],
    ["decodes badly", "split invariance"],
    ["trusts every end", "cut invariance"],
    ["ends twice", "fuzz"],
    ["crashes", "fuzz"],
    ["shows the key", "error of a status"],
    ["throws a bug", "no bugs"],
    ["hangs", "abort"],
    ["goes elsewhere", "rights"],
    ["takes another secret", "what is expected"],
  ];
  for (const [fault, law] of providerFaults) {
    it(`finds a provider that ${fault}`, async () => {
      const { exitCode, findings } = await s.verified(s.plugin({ "provider.js": provider.replace('"none"', JSON.stringify(fault)) }));
      expect(findings.map((finding) => finding.law)).to.include(law);
      expect(exitCode).to.equal(1);
    });
  }

  const toolFaults: readonly (readonly [string, string])[] = [
    ["says nothing of itself", "description"],
    ["has no schema", "schema"],
    ["ignores a cancel", "abort"],
    ["throws a bug", "samples"],
    ["says something else", "samples"],
  ];
  for (const [fault, law] of toolFaults) {
    it(`finds a tool that ${fault}`, async () => {
      const { exitCode, findings } = await s.verified(s.plugin({ "tool.js": tool.replace('"none"', JSON.stringify(fault)) }));
      expect(findings.map((finding) => finding.law)).to.include(law);
      expect(exitCode).to.equal(1);
    });
  }

  const others: readonly (readonly [string, () => string, string, number])[] = [
    ["a manifest of another contract", () => s.withManifest((own) => (own["api"] = 2)), "manifest", 51],
    ["a module that is not there", () => s.withManifest((own) => (own["tools"] = [{ name: "say", module: "./gone.js" }])), "modules", 51],
    ["a module that is no provider", () => s.plugin({ "provider.js": "export default 3;" }), "modules", 51],
    ["settings that are no schema", () => s.plugin({ "settings.json": "{" }), "settings", 51],
    ["defaults that do not fit", () => s.plugin({ "settings.json": { type: "object", properties: { server: { type: "string", default: 3 }, key: { type: "string" } } } }), "settings", 1],
    ["a right to the host of a setting that is not there", () => s.withManifest((own) => (own["rights"] = { hosts: ["config:server", "config:url"], secrets: ["key"] })), "rights", 1],
    ["a secret that was not declared", () => s.withManifest((own) => (own["rights"] = { hosts: ["config:server"], secrets: [] })), "rights", 1],
    ["a fixture that can't be understood", () => s.plugin({ "test/fixtures/conformance/other.json": { body: "x" } }), "fixtures", 1],
    ["a sample that does not fit", () => s.plugin({ "test/fixtures/conformance/tool-say.json": { tool: "say", input: {} } }), "schema", 1],
  ];
  for (const [name, make, law, exitCode] of others) {
    it(`finds ${name}`, async () => {
      const report = await s.verified(make());
      expect(report.findings.map((finding) => finding.law)).to.include(law);
      expect(report.exitCode).to.equal(exitCode);
    });
  }

  it("tries the answers of a known dialect where a plugin names one and has recorded none", async () => {
    const fixture = { provider: "openai", dialect: "openai-chat", config: { baseURL: "{origin}/v1", api: "chat" } };
    const json = JSON.parse(readFileSync(join(import.meta.dirname, "../../../plugins/openai/package.json"), "utf8")) as Record<string, unknown>;
    const built = join(import.meta.dirname, "../../../plugins/openai");
    const root = s.plugin({
      "package.json": json,
      "dist/provider.js": `export { default } from ${JSON.stringify(join(built, "dist/provider.js"))};`,
      "settings.schema.json": readFileSync(join(built, "settings.schema.json"), "utf8"),
      "test/fixtures/conformance/greeting.json": fixture,
      "test/fixtures/conformance/refusal.json": { ...fixture, status: 429, headers: { "retry-after": "2" }, body: "{}", error: { code: "rate-limit", retryable: true, retryAfterMs: 2000 } },
    });
    const { findings, checks, exitCode } = await s.verified(root);
    expect(findings).to.deep.equal([]);
    expect(checks.map(({ told }) => told)).to.include("4 answers and 1 refusals tried");
    expect(exitCode).to.equal(0);
  });

  const bare = (): string => {
    const root = s.plugin();
    rmSync(join(root, "test"), { recursive: true });
    return root;
  };

  it("does not call verified what it could not try, and is strict about it where that is asked for", async () => {
    const { exitCode, stdout } = await s.cli.run(["plugins", "verify", bare()]);
    expect(exitCode).to.equal(0);
    expect(stdout).to.match(/^not tried: fixtures, lines: it ships no answers/m).and.match(/is not verified: nothing is broken, and 2 of its parts were not tried\.\n$/);
    expect(await s.verified(bare(), "--strict")).to.have.property("exitCode", 1);
    expect(await s.verified(s.plugin(), "--strict")).to.have.property("exitCode", 0);
  });

  it("finds nothing in one that has a fixed host, or tells of an abort by an event", async () => {
    const fixed = s.withManifest((own) => (own["rights"] = { hosts: ["example.com"], secrets: ["key"] }));
    writeFileSync(join(fixed, "provider.js"), provider.replace('host.config.server + "/x"', '"https://example.com/x"'));
    const telling = s.plugin({
      "provider.js": `${provider.replace("export default", "const own =")}
async function* told(request, host) {
  try { yield* stream(request, host); } catch (error) { if (error.code !== "cancelled") throw error; yield { type: "error", error }; }
}
export default { ...own, stream: told };`,
    });
    for (const root of [fixed, telling]) {
      const { exitCode, findings } = await s.verified(root);
      expect(findings.filter(({ weight }) => weight !== "advice")).to.deep.equal([]);
      expect(exitCode).to.equal(0);
    }
  });

  it("shows a person what it looked at, what it found, and the verdict", async () => {
    const { exitCode, stdout } = await s.cli.run(["plugins", "verify", s.plugin({ "provider.js": provider.replace('"none"', '"miscounts"') })]);
    expect(exitCode).to.equal(1);
    expect(stdout).to.match(/^CHECK +SEEN\nmanifest +version 1/).and.match(/^broken: usage, greeting: the input does not add up/m).and.match(/not as promised\.\n$/);
  });

  it("refuses what is no plugin", async () => {
    for (const given of [join(s.folder, "nowhere"), s.folder, s.plugin({ "package.json": { name: "x", version: "1.0.0" } })]) {
      const { exitCode, stderr } = await s.cli.run(["plugins", "verify", given]);
      expect(exitCode, stderr).to.equal(42);
    }
  });

  it("finds nothing in the plugins of the tutorial, and knows an installed one by its name", async function () {
    this.timeout(60_000);
    const home = join(s.folder, "examples");
    await buildExamples(home);
    for (const name of ["provider", "tool", "command", "hook"]) {
      const { exitCode, findings } = await s.verified(join(home, "packages", name), "--strict");
      expect(findings.filter(({ weight }) => weight !== "advice"), name).to.deep.equal([]);
      expect(exitCode, name).to.equal(0);
    }
    const installed = await s.verified("@ainative-code/plugin-openai");
    expect(installed.exitCode).to.equal(0);
  });
});
