import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * No test sees the developer's home, keys, npm settings or proxies, and none leaves anything behind: the whole run lives
 * in one temporary folder that goes with it. Mocha's workers get a folder each inside that of their parent, whose
 * `TMPDIR` they inherit; the parent removes it.
 */
const home = mkdtempSync(join(tmpdir(), "ainative-code-test-"));
const foreign =
  /^(AINATIVE_CODE_|XDG_|OPENAI_|ANTHROPIC_|GEMINI_|OLLAMA_|AZURE_|AWS_|npm_config_)|_proxy$|^NODE_EXTRA_CA_CERTS$/i;
for (const name of Object.keys(process.env)) {
  if (foreign.test(name)) delete process.env[name];
}
process.env["HOME"] = home;
process.env["USERPROFILE"] = home;
process.env["TMPDIR"] = home;

const isWorker = process.env["MOCHA_WORKER_ID"] !== undefined;
// One for the run: the workers and every program that a test starts in a home of its own find there what others have compiled.
if (!isWorker) process.env["NODE_COMPILE_CACHE"] = join(home, "compile-cache");
if (!isWorker) process.on("exit", () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));
