/** What the rules need to know of a flag of oclif. */
export interface FlagShape {
  readonly type: "boolean" | "option";
  readonly char?: string | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly charAliases?: readonly string[] | undefined;
  /** A flag with a value that may be left out; its value is then the empty text. */
  readonly optionalValue?: unknown;
}

type Shapes = Readonly<Record<string, FlagShape>>;

/** What users type of other tools' habit, and oclif can't declare, by command and flag. */
const habits: Readonly<Record<string, Readonly<Record<string, Partial<FlagShape>>>>> = {
  chat: { print: { aliases: ["prompt"] }, resume: { optionalValue: true } },
};

/** The flags of a command, with what users expect of them beyond what they declare. */
export function flagsAsTyped(command: string | undefined, flags: Shapes): Shapes {
  const more = habits[command ?? ""] ?? {};
  return Object.fromEntries(Object.entries(flags).map(([name, shape]) => [name, { ...shape, ...more[name] }]));
}

/**
 * Writes a command line so that oclif understands it: `-r` without a value becomes `--resume=`, where that flag says
 * `optionalValue: true`; `-p=text` and `--print=text` of a flag that takes no value become the flag and a positional.
 * The word after an optional flag is its value unless it begins with `-`. Nothing after `--` is touched.
 */
export function withOptionalValues(argv: readonly string[], flags: Shapes): string[] {
  const end = argv.indexOf("--");
  const words = argv.slice(0, end === -1 ? undefined : end).flatMap((word) => splitCluster(word, flags));
  const before: string[] = [];
  const positionals: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    const { name, value } = flagOf(word, flags);
    const shape = name === undefined ? undefined : flags[name];
    if (shape?.type === "boolean" && value !== undefined) {
      before.push(`--${name}`);
      positionals.push(value);
    } else if (shape?.type === "boolean" && word.startsWith("--") && !word.startsWith("--no-")) {
      before.push(`--${name}`);
    } else if (shape?.optionalValue === true && value === undefined) {
      const next = words[index + 1];
      const taken = next !== undefined && !next.startsWith("-");
      before.push(`--${name}=${taken ? next : ""}`);
      if (taken) index++;
    } else if (shape?.type === "option" && value === undefined) {
      // The next word is its value, whatever it looks like.
      before.push(...words.slice(index, index + 2));
      index++;
    } else {
      before.push(word);
    }
  }
  const after = end === -1 ? [] : argv.slice(end + 1);
  return positionals.length + after.length === 0 && end === -1 ? before : [...before, "--", ...positionals, ...after];
}

/** `-pr` is `-p -r` where `p` takes no value and the value of `r` is optional. */
function splitCluster(word: string, flags: Shapes): string[] {
  const letters = /^-([a-z]{2,})$/i.exec(word)?.[1];
  if (letters === undefined) return [word];
  const shapes = [...letters].map((letter) => shapeOfLetter(letter, flags));
  const last = shapes.at(-1);
  const clustered = last?.optionalValue === true && shapes.slice(0, -1).every((shape) => shape?.type === "boolean");
  return clustered ? [...letters].map((letter) => `-${letter}`) : [word];
}

function shapeOfLetter(letter: string, flags: Shapes): FlagShape | undefined {
  return Object.values(flags).find((shape) => shape.char === letter || shape.charAliases?.includes(letter));
}

/** The flag a word names, and the value that is attached to it by `=`. */
function flagOf(word: string, flags: Shapes): { readonly name?: string; readonly value?: string } {
  const match = /^(?:--([^=]+)|-([a-z]))(?:=([^]*))?$/i.exec(word);
  if (match === null) return {};
  const [, long, letter, value] = match;
  const name = Object.keys(flags).find((key) => {
    const shape = flags[key];
    if (letter !== undefined) return shape?.char === letter || shape?.charAliases?.includes(letter);
    return key === long || (long !== undefined && shape?.aliases?.includes(long));
  });
  return { ...(name === undefined ? {} : { name }), ...(value === undefined ? {} : { value }) };
}
