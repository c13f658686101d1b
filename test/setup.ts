import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * No test sees the developer's home, keys or settings, and none leaves anything behind: the whole run lives in one
 * temporary folder that goes with it.
 */
const home = mkdtempSync(join(tmpdir(), "ainative-code-test-"));
for (const name of Object.keys(process.env)) {
  if (/^(AINATIVE_CODE_|XDG_|OPENAI_|ANTHROPIC_|GEMINI_|OLLAMA_|AZURE_|AWS_)|_proxy$|^NODE_EXTRA_CA_CERTS$/i.test(name)) delete process.env[name];
}
process.env["HOME"] = home;
process.env["USERPROFILE"] = home;
process.env["TMPDIR"] = home;

export const mochaHooks = {
  afterAll(): void {
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  },
};
