import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isAinError } from "@ainative-code/sdk";
import type { Files, Host, ToolContext, ToolOutput } from "@ainative-code/sdk";
import { createFiles } from "../../../src/infra/files/create-files.ts";
import { createVersions } from "../../../src/infra/files/versions.ts";
import { createShells } from "../../../src/infra/process/background-shells.ts";
import { createProcesses } from "../../../src/infra/process/create-processes.ts";

interface Runnable<Input> {
  run(input: Input, context: ToolContext, host: Host): Promise<ToolOutput>;
}

/** A temporary working directory with the real machine behind it. */
export interface Workbench {
  readonly cwd: string;
  readonly files: Files;
  /** What the tools told of their progress. */
  readonly progress: readonly string[];
  abort(): void;
  put(name: string, content: string | Uint8Array): void;
  bytes(name: string): Buffer;
  text(name: string): string;
  /** Marks a file as read by the model. */
  see(name: string): Promise<void>;
  run<Input>(tool: Runnable<Input>, input: Input): Promise<ToolOutput>;
  /** The text of the result. */
  ask<Input>(tool: Runnable<Input>, input: Input): Promise<string>;
  /** The code and the sentence the call fails with. */
  failure<Input>(tool: Runnable<Input>, input: Input): Promise<string>;
}

/** These tools need nothing of the net: whatever they took from the host would show as a failure here. */
const host = new Proxy<Partial<Host>>({}, { get: (_, name) => raise(`the tool took ${String(name)} from the host`) });

function raise(message: string): never {
  throw new Error(message);
}

/** `own`: the host of tools that need one, asked for once per call. */
export function withTools(own?: () => Host): Workbench {
  let cwd = "";
  let abort = new AbortController();
  let shells = createShells();
  let context: ToolContext | undefined;
  const progress: string[] = [];

  beforeEach(() => {
    cwd = realpathSync(mkdtempSync(join(tmpdir(), "tools-")));
    abort = new AbortController();
    progress.length = 0;
    const { signal } = abort;
    shells = createShells({ graceMs: 200 });
    context = {
      cwd,
      signal,
      files: createFiles({ cwd, versions: createVersions(), signal }),
      processes: createProcesses({ cwd, env: process.env, signal, graceMs: 200, shells }),
      progress: (text) => void progress.push(text),
    };
  });
  afterEach(async () => {
    await shells.close();
    rmSync(cwd, { recursive: true, force: true });
  });

  const machine = (): ToolContext => context ?? raise("used outside of a test");
  const run = async <Input>(tool: Runnable<Input>, input: Input): Promise<ToolOutput> => tool.run(input, machine(), own?.() ?? (isHost(host) ? host : raise("")));
  return {
    get cwd() {
      return cwd;
    },
    get files() {
      return machine().files;
    },
    progress,
    abort: () => abort.abort(),
    put(name, content) {
      const path = join(cwd, name);
      if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    },
    bytes: (name) => readFileSync(join(cwd, name)),
    text: (name) => readFileSync(join(cwd, name), "utf8"),
    see: async (name) => void (await machine().files.read(name)),
    run,
    async ask(tool, input) {
      const { content } = await run(tool, input);
      return typeof content === "string" ? content : content.map((part) => (part.type === "text" ? part.text : `[${part.type}]`)).join("\n");
    },
    async failure(tool, input) {
      try {
        return `did not fail: ${JSON.stringify((await run(tool, input)).content)}`;
      } catch (error) {
        return isAinError(error) ? `${error.code}: ${error.message}` : String(error);
      }
    },
  };
}

function isHost(value: Partial<Host>): value is Host {
  return value === host;
}
