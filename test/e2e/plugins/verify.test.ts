import { expect } from "chai";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { builtCli, buildOnce, type BuiltCli } from "../../boot/built-cli.ts";
import { buildExamples } from "./built-examples.ts";

interface Verified {
  readonly exitCode: number | undefined;
  readonly findings: readonly { readonly law: string; readonly subject: string; readonly message: string; readonly weight: string }[];
  readonly checks: readonly { readonly name: string; readonly told: string }[];
}

/** A provider of lines of text, whose answers end with a dot. `FAULT` is what it does wrong. */
const provider = `
const FAULT = "none";
const textOf = (message) => message.parts.map((part) => part.text ?? "").join("");
async function* stream(request, host) {
  const signal = FAULT === "hangs" ? undefined : request.signal;
  const past = request.messages.map(textOf);
  const url = FAULT === "goes elsewhere" ? "https://elsewhere.example/x" : host.config.server + "/x";
  const key = await host.secret(FAULT === "takes another secret" ? "other" : "key");
  const response = await host.fetch(url, { method: "POST", body: JSON.stringify({ past: FAULT === "forgets" ? past.slice(-1) : past }), signal });
  if (!response.ok) {
    const error = new Error(FAULT === "shows the key" ? "no: " + key : "no");
    throw FAULT === "throws a bug" ? error : brand(error, response);
  }
  yield { type: "start", origin: { provider: "lines", api: "lines", model: request.model } };
  const part = FAULT === "numbers badly" ? 1 : 0;
  yield { type: "text-start", part };
  const decoder = new TextDecoder();
  let rest = "", last = "";
  for await (const chunk of response.body) {
    rest += FAULT === "decodes badly" ? new TextDecoder().decode(chunk) : decoder.decode(chunk, { stream: true });
    const whole = rest.split("\\n");
    rest = whole.pop();
    for (const text of whole) {
      if (FAULT === "crashes" && text === last) throw new TypeError("twice");
      last = text;
      if (text === ".") {
        yield { type: "text-end", part };
        yield { type: "finish", stop: { reason: "stop" }, usage: { input: { total: FAULT === "miscounts" ? 9 : 3, fresh: 2, cacheRead: 1, cacheWrite: 0 }, output: { total: 1 } } };
        if (FAULT !== "ends twice") return;
      } else if (FAULT !== "drops text") yield { type: "text-delta", part, text };
    }
  }
  yield { type: "text-end", part };
  yield { type: "finish", stop: { reason: FAULT === "trusts every end" ? "stop" : "interrupted" } };
}
function brand(error, { status, headers }) {
  Object.assign(error, { name: "AinError", code: "auth", retryable: false, actions: [], status, requestId: headers["x-request-id"] });
  return Object.defineProperty(error, Symbol.for("ainative-code.error.1"), { value: true });
}
export default { id: "lines", models: async () => [], stream };
`;

const tool = `
const FAULT = "none";
export default {
  name: "say", description: FAULT === "says nothing of itself" ? "" : "Says it.", risk: "read",
  input: FAULT === "has no schema" ? { type: "string" } : { type: "object", properties: { text: { type: "string" } }, required: ["text"] },
  async run({ text }, { signal, files }) {
    if (FAULT === "ignores a cancel" && signal.aborted === false) await new Promise((resolve) => setTimeout(resolve, 1500));
    if (FAULT === "throws a bug") throw new TypeError("oops");
    if (FAULT === "says something else") return { content: "no" };
    return { content: text + new TextDecoder().decode(await files.read("a.txt")) };
  },
};
`;

const whole: Readonly<Record<string, unknown>> = {
  "package.json": {
    name: "made-plugin",
    version: "1.0.0",
    type: "module",
    oclif: {},
    ainative: {
      api: 1,
      providers: [{ id: "lines", module: "./provider.js", secrets: ["key"] }],
      tools: [{ name: "say", module: "./tool.js" }],
      settings: "./settings.json",
      rights: { hosts: ["config:server"], secrets: ["key"] },
    },
  },
  "provider.js": provider,
  "tool.js": tool,
  "settings.json": { type: "object", properties: { server: { type: "string" }, key: { type: "string" } } },
  "test/fixtures/conformance/greeting.json": { body: "Grüß\n dich 🌍\n.\n", terminal: ".", expected: { stop: "stop", text: "Grüß dich 🌍" }, sentBack: ["Grüß dich 🌍"] },
  "test/fixtures/conformance/refusal.json": { status: 401, body: "", error: { code: "auth", retryable: false } },
  "test/fixtures/conformance/tool-say.json": { tool: "say", files: { "a.txt": "!" }, input: { text: "hi" }, expected: { contains: "hi!" } },
};

describe("plugins verify", () => {
  let cli: BuiltCli & Disposable;
  let folder: string;
  before(buildOnce);
  before(() => {
    cli = builtCli();
    folder = mkdtempSync(join(tmpdir(), "verify-"));
  });
  after(() => {
    cli[Symbol.dispose]();
    rmSync(folder, { recursive: true });
  });

  async function verified(given: string, ...more: readonly string[]): Promise<Verified> {
    const { exitCode, stdout, stderr } = await cli.run(["plugins", "verify", given, "--json", ...more]);
    expect(stdout, stderr).to.match(/^\{/);
    return { ...(JSON.parse(stdout) as Omit<Verified, "exitCode">), exitCode };
  }

  let made = 0;
  /** The good plugin with some files changed. */
  function plugin(changes: Readonly<Record<string, unknown>> = {}): string {
    const root = join(folder, `made-${String(++made)}`);
    for (const [path, content] of Object.entries({ ...whole, ...changes })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
    }
    return root;
  }

  const withManifest = (change: (ainative: Record<string, unknown>) => void): string => {
    const json = structuredClone(whole["package.json"]) as { ainative: Record<string, unknown> };
    change(json.ainative);
    return plugin({ "package.json": json });
  };

  it("finds nothing in a plugin that keeps its promises", async () => {
    const { exitCode, findings, checks } = await verified(plugin());
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
      const { exitCode, findings } = await verified(plugin({ "provider.js": provider.replace('"none"', JSON.stringify(fault)) }));
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
      const { exitCode, findings } = await verified(plugin({ "tool.js": tool.replace('"none"', JSON.stringify(fault)) }));
      expect(findings.map((finding) => finding.law)).to.include(law);
      expect(exitCode).to.equal(1);
    });
  }

  const others: readonly (readonly [string, () => string, string, number])[] = [
    ["a manifest of another contract", () => withManifest((own) => (own["api"] = 2)), "manifest", 51],
    ["a module that is not there", () => withManifest((own) => (own["tools"] = [{ name: "say", module: "./gone.js" }])), "modules", 51],
    ["a module that is no provider", () => plugin({ "provider.js": "export default 3;" }), "modules", 51],
    ["settings that are no schema", () => plugin({ "settings.json": "{" }), "settings", 51],
    ["defaults that do not fit", () => plugin({ "settings.json": { type: "object", properties: { server: { type: "string", default: 3 }, key: { type: "string" } } } }), "settings", 1],
    ["a right to the host of a setting that is not there", () => withManifest((own) => (own["rights"] = { hosts: ["config:server", "config:url"], secrets: ["key"] })), "rights", 1],
    ["a secret that was not declared", () => withManifest((own) => (own["rights"] = { hosts: ["config:server"], secrets: [] })), "rights", 1],
    ["a fixture that can't be understood", () => plugin({ "test/fixtures/conformance/other.json": { body: "x" } }), "fixtures", 1],
    ["a sample that does not fit", () => plugin({ "test/fixtures/conformance/tool-say.json": { tool: "say", input: {} } }), "schema", 1],
  ];
  for (const [name, make, law, exitCode] of others) {
    it(`finds ${name}`, async () => {
      const report = await verified(make());
      expect(report.findings.map((finding) => finding.law)).to.include(law);
      expect(report.exitCode).to.equal(exitCode);
    });
  }

  it("tries the answers of a known dialect where a plugin names one and has recorded none", async () => {
    const fixture = { provider: "openai", dialect: "openai-chat", config: { baseURL: "{origin}/v1", api: "chat" } };
    const json = JSON.parse(readFileSync(join(import.meta.dirname, "../../../plugins/openai/package.json"), "utf8")) as Record<string, unknown>;
    const built = join(import.meta.dirname, "../../../plugins/openai");
    const root = plugin({
      "package.json": json,
      "dist/provider.js": `export { default } from ${JSON.stringify(join(built, "dist/provider.js"))};`,
      "settings.schema.json": readFileSync(join(built, "settings.schema.json"), "utf8"),
      "test/fixtures/conformance/greeting.json": fixture,
      "test/fixtures/conformance/refusal.json": { ...fixture, status: 429, headers: { "retry-after": "2" }, body: "{}", error: { code: "rate-limit", retryable: true, retryAfterMs: 2000 } },
    });
    const { findings, checks, exitCode } = await verified(root);
    expect(findings).to.deep.equal([]);
    expect(checks.map(({ told }) => told)).to.include("4 answers and 1 refusals tried");
    expect(exitCode).to.equal(0);
  });

  const bare = (): string => {
    const root = plugin();
    rmSync(join(root, "test"), { recursive: true });
    return root;
  };

  it("does not call verified what it could not try, and is strict about it where that is asked for", async () => {
    const { exitCode, stdout } = await cli.run(["plugins", "verify", bare()]);
    expect(exitCode).to.equal(0);
    expect(stdout).to.match(/^not tried: fixtures, lines: it ships no answers/m).and.match(/is not verified: nothing is broken, and 2 of its parts were not tried\.\n$/);
    expect(await verified(bare(), "--strict")).to.have.property("exitCode", 1);
    expect(await verified(plugin(), "--strict")).to.have.property("exitCode", 0);
  });

  const reaching: Readonly<Record<string, string>> = {
    "a request of node:http": `import { get } from "node:http"; get("http://192.0.2.1:8080/x");`,
    "a request of node:https": `import https from "node:https"; https.get("https://192.0.2.1:8080/x");`,
    "a connection of node:net": `import { connect } from "node:net"; connect(8080, "192.0.2.1");`,
    "the global fetch": `fetch("http://192.0.2.1:8080/x");`,
  };
  for (const [what, code] of Object.entries(reaching)) {
    it(`finds, and does not let out, ${what} while a module is loaded`, async () => {
      const { exitCode, findings } = await verified(plugin({ "provider.js": `${code}\n${provider}` }));
      expect(findings.filter(({ weight }) => weight === "broken").map(({ law, subject }) => [law, subject])).to.deep.equal([["rights", "192.0.2.1:8080"]]);
      expect(exitCode).to.equal(1);
    });
  }

  it("finds a request past the host that is made while an answer is given, to the same machine too", async () => {
    const { findings } = await verified(plugin({ "provider.js": provider.replace("const past =", 'await fetch("http://127.0.0.1:8080/").catch(() => undefined);\n  const past =') }));
    expect(findings.filter(({ weight }) => weight === "broken").map(({ law, subject }) => [law, subject])).to.deep.equal([["rights", "127.0.0.1:8080"]]);
  });

  it("advises where the environment is read, and tells what nobody could catch", async () => {
    const code = 'export const mode = process.env.LINES_MODE;\nimport { env } from "node:process";\nexport const other = env.LINES_OTHER;\n';
    const read = await verified(plugin({ "provider.js": `${code}${provider}` }));
    expect(read.exitCode).to.equal(0);
    expect(read.findings.find(({ law }) => law === "environment")).to.include({ weight: "advice", subject: "LINES_MODE, LINES_OTHER" });
    const thrown = await verified(plugin({ "provider.js": `void Promise.reject(new Error("left behind"));\n${provider}` }));
    expect(thrown.findings.map(({ message }) => message).join()).to.include("nobody can catch it: left behind");
    expect(thrown.exitCode).to.equal(1);
  });

  it("finds nothing in one that has a fixed host, or tells of an abort by an event", async () => {
    const fixed = withManifest((own) => (own["rights"] = { hosts: ["example.com"], secrets: ["key"] }));
    writeFileSync(join(fixed, "provider.js"), provider.replace('host.config.server + "/x"', '"https://example.com/x"'));
    const telling = plugin({
      "provider.js": `${provider.replace("export default", "const own =")}
async function* told(request, host) {
  try { yield* stream(request, host); } catch (error) { if (error.code !== "cancelled") throw error; yield { type: "error", error }; }
}
export default { ...own, stream: told };`,
    });
    for (const root of [fixed, telling]) {
      const { exitCode, findings } = await verified(root);
      expect(findings.filter(({ weight }) => weight !== "advice")).to.deep.equal([]);
      expect(exitCode).to.equal(0);
    }
  });

  for (const name of ["anthropic", "azure", "bedrock", "gemini", "ollama", "openai"]) {
    it(`tries the answers that the package of ${name} ships, calls, cuts and failures among them, and finds nothing`, async () => {
      const { exitCode, findings, checks } = await verified(`@ainative-code/plugin-${name}`, "--strict");
      expect(findings).to.deep.equal([]);
      expect(exitCode).to.equal(0);
      expect(checks.find((check) => check.name === `laws of ${name}`)?.told).to.match(/^[4-9] answers and 2 refusals tried$/);
      const { files } = JSON.parse(readFileSync(join(import.meta.dirname, `../../../plugins/${name}/package.json`), "utf8")) as { readonly files: readonly string[] };
      expect(files, "they are in the package").to.include("test/fixtures/conformance");
    });
  }

  it("shows a person what it looked at, what it found, and the verdict", async () => {
    const { exitCode, stdout } = await cli.run(["plugins", "verify", plugin({ "provider.js": provider.replace('"none"', '"miscounts"') })]);
    expect(exitCode).to.equal(1);
    expect(stdout).to.match(/^CHECK +SEEN\nmanifest +version 1/).and.match(/^broken: usage, greeting: the input does not add up/m).and.match(/not as promised\.\n$/);
  });

  it("refuses what is no plugin", async () => {
    for (const given of [join(folder, "nowhere"), folder, plugin({ "package.json": { name: "x", version: "1.0.0" } })]) {
      const { exitCode, stderr } = await cli.run(["plugins", "verify", given]);
      expect(exitCode, stderr).to.equal(42);
    }
  });

  it("finds nothing in the plugins of the tutorial, and knows an installed one by its name", async function () {
    this.timeout(60_000);
    const home = join(folder, "examples");
    await buildExamples(home);
    for (const name of ["provider", "tool", "command", "hook"]) {
      const { exitCode, findings } = await verified(join(home, "packages", name), "--strict");
      expect(findings.filter(({ weight }) => weight !== "advice"), name).to.deep.equal([]);
      expect(exitCode, name).to.equal(0);
    }
    const installed = await verified("@ainative-code/plugin-openai");
    expect(installed.exitCode).to.equal(0);
  });
});
