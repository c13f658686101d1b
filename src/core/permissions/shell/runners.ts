import { isHarmlessVariable } from "./assigned.ts";
import type { ShellWord } from "./shell-command.ts";

/** What a command that runs another one was told to run. */
export interface Handed {
  /** The command it runs, as words. */
  readonly words: readonly ShellWord[];
  /** It does nothing else, so that a rule for the inner command stands for both. */
  readonly transparent: boolean;
}

interface Options {
  /** Options without a value, one letter or a whole long name each. */
  readonly alone: readonly string[];
  /** Options with a value. */
  readonly valued: readonly string[];
  /** Words between the options and the command. */
  readonly operands?: number;
  readonly transparent?: boolean;
  /** `NAME=value` words before the command. */
  readonly assigns?: boolean;
  /** With one of these it runs nothing. */
  readonly inert?: readonly string[];
  /** The option whose value stands in the command for something that is known only when it runs. */
  readonly placeholder?: string;
  /** It puts more words behind the command. */
  readonly adds?: boolean;
}

/** Commands that run the command behind their options. By the manuals of GNU coreutils, findutils, util-linux and sudo. */
const runners: Readonly<Record<string, Options>> = {
  command: { alone: ["p"], valued: [], transparent: true, inert: ["v", "V"] },
  exec: { alone: ["c", "l"], valued: ["a"], transparent: true },
  builtin: { alone: [], valued: [], transparent: true },
  nohup: { alone: [], valued: [], transparent: true },
  time: { alone: ["p", "v"], valued: ["f"], transparent: true },
  nice: { alone: [], valued: ["n", "--adjustment"], transparent: true },
  ionice: { alone: ["t"], valued: ["c", "n"], transparent: true },
  setsid: { alone: ["c", "f", "w"], valued: [], transparent: true },
  timeout: {
    alone: ["v", "--foreground", "--preserve-status", "--verbose"],
    valued: ["k", "s", "--kill-after", "--signal"],
    operands: 1,
    transparent: true,
  },
  stdbuf: { alone: [], valued: ["i", "o", "e"], transparent: true },
  env: { alone: ["i", "--ignore-environment"], valued: ["u", "--unset"], transparent: true, assigns: true },
  xargs: {
    alone: ["0", "r", "t", "x", "--null", "--no-run-if-empty", "--verbose"],
    valued: ["I", "n", "P", "L", "d", "s", "E", "--max-args", "--max-procs", "--delimiter", "--max-lines"],
    transparent: true,
    placeholder: "I",
    adds: true,
  },
  sudo: {
    alone: ["A", "b", "E", "H", "i", "k", "n", "P", "S", "s"],
    valued: ["u", "g", "h", "p", "C", "D", "R", "T"],
    assigns: true,
  },
  doas: { alone: ["L", "n", "s"], valued: ["a", "C", "u"] },
};

/** Commands that run others in ways nobody lists: what stands behind them is looked at by deny rules only. */
const others: ReadonlySet<string> = new Set(
  "watch strace ltrace flock parallel script taskset chrt chroot unshare nsenter systemd-run ssh busybox npx bunx pnpx caffeinate su pkexec runuser coproc".split(
    " ",
  ),
);

/** Nothing where the command runs no other. `unknown`: it does, but its options are not understood. */
export function handedBy(words: readonly ShellWord[]): Handed | "unknown" | undefined {
  const program = programOf(words[0]);
  if (program === undefined) return undefined;
  const options = Object.hasOwn(runners, program) ? runners[program] : undefined;
  if (options === undefined) return undefined;
  return handed(words.slice(1), options);
}

export function programOf(word: ShellWord | undefined): string | undefined {
  return word?.sure === true ? word.text.replace(/^.*\//s, "") : undefined;
}

/** Every command that may stand inside: the words from each place on, behind a command that runs others. */
export function suspected(words: readonly ShellWord[]): readonly (readonly ShellWord[])[] {
  const program = programOf(words[0]) ?? "";
  if (!others.has(program) && !Object.hasOwn(runners, program)) return [];
  return words.slice(1).map((_, index) => words.slice(index + 1));
}

function handed(words: readonly ShellWord[], options: Options): Handed | "unknown" | undefined {
  const own = optionsIn(words, options);
  if (typeof own !== "object") return own;
  const rest = words.slice(own.end + (options.operands ?? 0));
  if (rest.length === 0) return undefined;
  const inner = own.placeholder === undefined ? rest : rest.map((word) => held(word, own.placeholder));
  const added = options.adds === true && own.placeholder === undefined ? [...inner, { text: "…", sure: false }] : inner;
  return { words: added, transparent: options.transparent === true && own.harmless };
}

interface OwnOptions {
  /** Where the options end. */
  readonly end: number;
  /** No variable is set that could change what runs. */
  readonly harmless: boolean;
  readonly placeholder: string | undefined;
}

function optionsIn(words: readonly ShellWord[], options: Options): OwnOptions | "unknown" | undefined {
  let harmless = true;
  let placeholder: string | undefined;
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at];
    if (word?.sure !== true) return "unknown";
    const { text } = word;
    if (options.assigns === true && /^[A-Za-z_]\w*=/.test(text)) {
      harmless &&= isHarmlessVariable(text.slice(0, text.indexOf("=")));
      continue;
    }
    if (text === "--") return { end: at + 1, harmless, placeholder };
    if (!text.startsWith("-") || text === "-") break;
    if (options.inert?.some((letter) => text === `-${letter}`) === true) return undefined;
    const taken = taking(text, options);
    if (taken === undefined) return "unknown";
    if (text.startsWith(`-${options.placeholder}`)) placeholder = taken === 0 ? text.slice(2) : words[at + 1]?.text;
    at += taken;
  }
  return { end: at, harmless, placeholder };
}

function held(word: ShellWord, placeholder: string | undefined): ShellWord {
  return placeholder !== undefined && placeholder !== "" && word.text.includes(placeholder) ? { ...word, sure: false } : word;
}

/** How many words behind this one are its value; nothing for an option that is not known. */
function taking(text: string, { alone, valued }: Options): number | undefined {
  if (text.startsWith("--")) {
    const [name = "", value] = text.split("=", 2);
    if (valued.includes(name)) return value === undefined ? 1 : 0;
    return alone.includes(text) ? 0 : undefined;
  }
  // `nice -5`
  if (/^-\d+$/.test(text) && valued.includes("n")) return 0;
  const letters = text.slice(1);
  for (const [index, letter] of Array.from(letters).entries()) {
    if (valued.includes(letter)) return index === letters.length - 1 ? 1 : 0;
    if (!alone.includes(letter)) return undefined;
  }
  return 0;
}
