import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { transformSync } from "esbuild";
import type { CommandLine } from "./run-timed.ts";
import { lastWords } from "./script.ts";

export type Script = "hello" | `stream-${number}` | `agent-${number}` | `read-${number}`;

export interface CommandLines {
  /** An empty Node. */
  readonly node: CommandLine;
  /** floor.ts asking for an answer by this script. */
  readonly floor: (script: Script) => CommandLine;
  /** The built CLI doing so; its commands run in the sandbox where that is said. */
  readonly ask: (script: Script, sandbox?: "off" | "required") => CommandLine;
  /** The built CLI with these words after its name. */
  readonly ours: (words: string, prints: string) => CommandLine;
}

const repository = join(import.meta.dirname, "../..");

/** All of them run in one empty home below `folder`, under the Node that runs this, with nothing else in the environment. */
export function commandLines(folder: string, baseURL: string): CommandLines {
  const home = join(folder, "home");
  const cwd = join(folder, "work");
  for (const each of [home, cwd]) mkdirSync(each);
  const env = {
    PATH: [dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(":"),
    HOME: home,
    LANG: "C",
    OPENAI_API_KEY: "no-key",
    OPENAI_BASE_URL: baseURL,
  };
  const line = (argv: readonly string[], prints = ""): CommandLine => ({ argv: [process.execPath, ...argv], cwd, env, prints });
  const floor = floorWithoutTypes(folder);
  const cli = join(repository, "bin/run.js");
  const chat = [cli, "chat", "--print", "Go on.", "--permission-mode", "bypass", "--model"];
  return {
    node: line(["-e", "0"]),
    floor: (script) => line([floor, baseURL, script, "Go on."], printedBy(script)),
    ask: (script, sandbox = "off") => line([...chat, `openai/${script}`, "--set", `sandbox.mode=${sandbox}`], printedBy(script)),
    ours: (words, prints) => line([cli, ...words.split(" ")], prints),
  };
}

function printedBy(script: Script): string {
  if (script === "hello") return lastWords.hello;
  return /^(?:agent|read)/.test(script) ? lastWords.agent : lastWords.stream;
}

/** Plain JavaScript, as the built CLI is: Node would spend time and memory on stripping the types. */
function floorWithoutTypes(folder: string): string {
  const source = readFileSync(join(repository, "bench/floor.ts"), "utf8");
  const file = join(folder, "floor.mjs");
  writeFileSync(file, transformSync(source, { loader: "ts", format: "esm", target: "node22" }).code);
  return file;
}
