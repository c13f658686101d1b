/** No word of a command line can hold it. */
const mark = "\0";

type Flags = Readonly<Record<string, object>>;

/**
 * oclif takes the value of `--text=--force` for a flag where the command has one of that name. Here such values are
 * marked, to be told from flags, and flags made to take the mark off again.
 */
export function markValues(argv: readonly string[], flags: Flags): string[] {
  const end = argv.indexOf("--");
  return argv.map((word, index) => {
    const [whole, name, value] = /^--([^=]+)=(-[^]*)$/.exec(word) ?? [];
    const isValue = whole !== undefined && name !== undefined && (end === -1 || index < end) && takesText(name, flags);
    return isValue ? `--${name}=${mark}${value}` : word;
  });
}

export function withoutMark(word: string): string {
  return word.startsWith(mark) ? word.slice(mark.length) : word.replace(`=${mark}`, "=");
}

/** The same options for oclif's parser, with flags that take the mark off their value. */
export function readingMarks<Options extends object>(options: Options): Options {
  return new Proxy(options, {
    get: (target, key, receiver): unknown => {
      const value: unknown = Reflect.get(target, key, receiver);
      const areFlags = (key === "flags" || key === "baseFlags") && typeof value === "object" && value !== null;
      return areFlags ? Object.fromEntries(Object.entries(value).map(([name, flag]) => [name, readingMark(flag)])) : value;
    },
  });
}

function readingMark(flag: unknown): unknown {
  if (typeof flag !== "object" || flag === null || !("parse" in flag) || typeof flag.parse !== "function") return flag;
  const { parse } = flag;
  const unmarked = (input: unknown, ...rest: unknown[]): unknown =>
    Reflect.apply(parse, flag, [typeof input === "string" ? withoutMark(input) : input, ...rest]);
  return { ...flag, parse: unmarked };
}

/** A choice is compared with its options before the mark is off; it is left as it is. */
function takesText(name: string, flags: Flags): boolean {
  const flag = flags[name] ?? Object.values(flags).find((each) => "aliases" in each && listOf(each.aliases).includes(name));
  return flag !== undefined && "type" in flag && flag.type === "option" && (!("options" in flag) || flag.options === undefined);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
