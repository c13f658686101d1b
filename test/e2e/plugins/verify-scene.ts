import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { builtCli, type BuiltCli } from "../../boot/built-cli.ts";

export interface Verified {
  readonly exitCode: number | undefined;
  readonly findings: readonly { readonly law: string; readonly subject: string; readonly message: string; readonly weight: string }[];
  readonly checks: readonly { readonly name: string; readonly told: string }[];
}

/** A provider of lines of text, whose answers end with a dot. `FAULT` is what it does wrong. */
export const provider = `
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

export const tool = `
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

/** The files of a plugin that keeps its promises. */
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

/** The built CLI, and a folder of plugins to be verified by it. */
export interface VerifyScene extends Disposable {
  readonly cli: BuiltCli;
  readonly folder: string;
  verified(given: string, ...more: readonly string[]): Promise<Verified>;
  /** The good plugin with some files changed. */
  plugin(changes?: Readonly<Record<string, unknown>>): string;
  withManifest(change: (ainative: Record<string, unknown>) => void): string;
}

export function verifyScene(): VerifyScene {
  const cli = builtCli();
  const folder = mkdtempSync(join(tmpdir(), "verify-"));
  let made = 0;
  const plugin = (changes: Readonly<Record<string, unknown>> = {}): string => {
    const root = join(folder, `made-${String(++made)}`);
    for (const [path, content] of Object.entries({ ...whole, ...changes })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
    }
    return root;
  };
  return {
    cli,
    folder,
    plugin,
    async verified(given, ...more) {
      const { exitCode, stdout, stderr } = await cli.run(["plugins", "verify", given, "--json", ...more]);
      expect(stdout, stderr).to.match(/^\{/);
      return { ...(JSON.parse(stdout) as Omit<Verified, "exitCode">), exitCode };
    },
    withManifest(change) {
      const json = structuredClone(whole["package.json"]) as { ainative: Record<string, unknown> };
      change(json.ainative);
      return plugin({ "package.json": json });
    },
    [Symbol.dispose]() {
      cli[Symbol.dispose]();
      rmSync(folder, { recursive: true });
    },
  };
}
