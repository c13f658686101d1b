import { homedir, release } from "node:os";
import { isatty } from "node:tty";
import { foldersOf, type Folders } from "../core/config/folders.ts";
import { classify, type Start, type Surroundings } from "./classify.ts";
import { endLeftovers } from "./end-leftovers.ts";
import { packageRoot, packageUrl, userAgent } from "./package-root.ts";
import { paintChat } from "./paint-chat.ts";
import { prepare } from "./prepare.ts";
import { reportFailure } from "./report-failure.ts";
import { rootHelp } from "./root-help.ts";
import { shareCore } from "./share-core.ts";
import { tellWarnings } from "./tell-warnings.ts";
import { endQuietlyWithReader, writeOut } from "./write-out.ts";

/** Runs one command line. The answers that need no plugin are given at once; everything else is oclif's. */
export async function main(argv: readonly string[]): Promise<void> {
  const folders = foldersOf({ env: process.env, home: homedir(), platform: process.platform });
  const start = classify(argv, surroundings());
  const answer = readyAnswer(start, folders);
  if (answer !== undefined) writeOut(answer);
  else if (start.kind === "oclif") await runOclif(start.argv, folders, start.paint ? paintChat(process.env) : undefined);
  else await runOclif(argv, folders);
}

function surroundings(): Surroundings {
  const stdoutIsTerminal = isatty(1);
  return {
    env: process.env,
    kernel: release(),
    stdinIsTerminal: isatty(0),
    stdoutIsTerminal,
    stderrIsTerminal: isatty(2),
    columns: stdoutIsTerminal ? process.stdout.columns : undefined,
  };
}

function readyAnswer(start: Start, folders: Folders): string | undefined {
  if (start.kind === "version") return `${userAgent()}\n`;
  return start.kind === "help" ? rootHelp(folders, start.bold) : undefined;
}

async function runOclif(argv: readonly string[], folders: Folders, unpaint?: () => void): Promise<void> {
  prepare(folders);
  shareCore(packageUrl);
  tellWarnings();
  endQuietlyWithReader();
  const { flush, run, settings } = await import("@ainative-code/sdk/oclif");
  // Sources are never compiled on the way, whatever NODE_ENV says: a linked plugin ships what it was built to.
  settings.enableAutoTranspile = false;
  process.once("beforeExit", reportUnfinished);
  try {
    await run([...argv], packageRoot);
    await flush();
    endLeftovers();
  } catch (error) {
    unpaint?.();
    await reportFailure(error, wantsJson(argv));
  } finally {
    process.removeListener("beforeExit", reportUnfinished);
  }
}

/** Node ends without a word when nothing is left that could go on, also in the middle of a command. */
function reportUnfinished(): void {
  process.stderr.write("Error: ainative-code ended before it was done, because something waits for what never comes.\n");
  process.exitCode = 1;
}

function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return argv.slice(0, end === -1 ? undefined : end).includes("--json");
}
