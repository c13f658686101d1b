import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { userAgentMark } from "../../src/boot/root-help.ts";
import { root } from "./workspace.ts";
import { writeIfChanged } from "./write-if-changed.ts";

export const helpFile = join(root, "dist/help.txt");

/** Renders the root help with oclif, as it looks without a plugin of the user's, at 80 columns. */
export function renderHelp(): void {
  const home = mkdtempSync(join(tmpdir(), "ainative-code-help-"));
  try {
    const env = { PATH: process.env["PATH"], HOME: home, AINATIVE_CODE_HOME: home, OCLIF_COLUMNS: "80" };
    const userAgent = ask(["--version"], env).trim();
    writeIfChanged(helpFile, ask(["--help"], env).replace(userAgent, userAgentMark));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** With `OCLIF_COLUMNS` the answer is oclif's own and not the text that is made here. */
function ask(argv: readonly string[], env: NodeJS.ProcessEnv): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "bin/run.js"), ...argv], { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`ainative-code ${argv.join(" ")} ended with ${status}: ${stderr}`);
  return stdout;
}
