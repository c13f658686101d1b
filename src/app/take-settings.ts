import { AinError } from "@ainative-code/sdk";
import { logLevels } from "../infra/log/log-level.ts";
import type { FlagShape } from "./optional-values.ts";
import { settingsOf } from "./setting-flags.ts";

/** What every command takes without declaring it: settings for this run. */
const known = ["set", "verbose", "log-level"] as const;
type Known = (typeof known)[number];

export interface TakenSettings {
  /** The command line without them. */
  readonly rest: readonly string[];
  /** What they say, by key. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * Takes `--set KEY=VALUE`, `--verbose` and `--log-level LEVEL` off a command line, as far as the command has no flag of
 * that name itself. Nothing after `--` is touched, nor what is the value of another flag. Throws `invalid-input`.
 */
export function takeSettings(argv: readonly string[], declared: Readonly<Record<string, FlagShape>>): TakenSettings {
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  const rest: string[] = [];
  const given: Given = { set: [], verbose: false };
  for (let index = 0; index < end; index += 1) {
    const word = argv[index] ?? "";
    const name = known.find((one) => (word === `--${one}` || word.startsWith(`--${one}=`)) && !Object.hasOwn(declared, one));
    const isWhole = word.includes("=") || index + 1 >= end;
    if (name !== undefined) index += take(given, name, word, isWhole ? undefined : argv[index + 1]);
    else {
      const isValueNext = !isWhole && takesValue(word, declared);
      rest.push(...argv.slice(index, index + (isValueNext ? 2 : 1)));
      if (isValueNext) index += 1;
    }
  }
  return { rest: [...rest, ...argv.slice(end)], settings: settingsOf(given) };
}

interface Given {
  readonly set: string[];
  verbose: boolean;
  "log-level"?: (typeof logLevels)[number];
}

/** Gives how many words it has taken beside the flag's own. */
function take(given: Given, name: Known, word: string, next: string | undefined): number {
  if (name === "verbose") {
    if (word !== "--verbose") throw new AinError("invalid-input", "--verbose takes no value.");
    given.verbose = true;
    return 0;
  }
  const attached = word.slice(`--${name}=`.length);
  const value = word.startsWith(`--${name}=`) ? attached : next;
  if (name === "set") given.set.push(value ?? "");
  else given["log-level"] = levelOf(value);
  return value === next && next !== undefined && word === `--${name}` ? 1 : 0;
}

function levelOf(value: string | undefined): (typeof logLevels)[number] {
  const level = logLevels.find((one) => one === value);
  if (level !== undefined) return level;
  throw new AinError("invalid-input", `--log-level takes one of: ${logLevels.join(", ")}.`);
}

function takesValue(word: string, declared: Readonly<Record<string, FlagShape>>): boolean {
  const flag = Object.entries(declared).find(([name, { char, aliases }]) =>
    word.startsWith("--") ? name === word.slice(2) || aliases?.includes(word.slice(2)) === true : word === `-${char ?? "-"}`,
  );
  return flag?.[1].type === "option";
}
