import type { Styles } from "../styles.ts";

/** A construct that begins at a special character: what it looks like when it is whole, and when it is sure to be none. */
interface Construct {
  readonly begins: string;
  readonly whole: RegExp;
  readonly never: RegExp;
  readonly render: (match: RegExpExecArray, styles: Styles) => string;
}

/** Each needs to see the character behind it. Longer marks before the shorter ones they begin with. */
const constructs: readonly Construct[] = [
  { begins: "\\", whole: /\\([!-/:-@[-`{-~])/y, never: /\\[^!-/:-@[-`{-~]/y, render: ([, character = ""]) => character },
  {
    begins: "`",
    whole: /(`+)(?!`)([^\n]*?[^`\n])\1(?=[^`])/y,
    never: /[^`]/y,
    render: ([, , code = ""], styles) => styles.code(/^ .*\S.* $/.test(code) ? code.slice(1, -1) : code),
  },
  { begins: "*", whole: /\*\*(?=[^\s*])([^\n]*?\S)\*\*(?=[^*])/y, never: /\*(?:\*\s|[^*])/y, render: ([, text = ""], styles) => styles.strong(inline(text, styles)) },
  { begins: "*", whole: /\*(?=[^\s*])([^*\n]*[^\s*])\*(?=[^*])/y, never: /\*(?:\s|\*)/y, render: ([, text = ""], styles) => styles.emphasis(inline(text, styles)) },
  { begins: "_", whole: /__(?=[^\s_])([^\n]*?[^\s_])__(?=\W)/y, never: /_(?:_\s|[^_])/y, render: ([, text = ""], styles) => styles.strong(inline(text, styles)) },
  { begins: "_", whole: /_(?=[^\s_])([^_\n]*[^\s_])_(?=\W)/y, never: /_(?:\s|_)/y, render: ([, text = ""], styles) => styles.emphasis(inline(text, styles)) },
  { begins: "~", whole: /~~(?=[^\s~])([^\n]*?[^\s~])~~(?=[^~])/y, never: /~(?:~\s|[^~])/y, render: ([, text = ""], styles) => styles.struck(inline(text, styles)) },
  {
    begins: "[",
    whole: /\[([^\]\n]+)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/y,
    never: /\[(?:\]|[^\]\n]*\][^(])/y,
    render: ([, text = "", url = ""], styles) =>
      text === url ? styles.link(url) : `${inline(text, styles)} (${styles.link(url)})`,
  },
];

const special = /[\\`*_~[]/g;

/** What begins and does not end within so many characters is taken as it stands, so that text never waits for long. */
const maxConstruct = 400;

export interface Rendered {
  readonly text: string;
  /** Characters that are done with; the rest waits for more. */
  readonly taken: number;
}

/**
 * Renders the beginning of a line as far as nothing that may follow can change it. `before` is the character in front of
 * it. A newline in the text, the last character then, says that the line is whole.
 */
export function renderInline(text: string, before: string, styles: Styles): Rendered {
  const whole = text.endsWith("\n");
  let out = "";
  let at = 0;
  for (;;) {
    special.lastIndex = at;
    const found = special.exec(text)?.index ?? text.length;
    out += text.slice(at, found);
    at = found;
    if (at === text.length) return { text: out, taken: at };
    const previous = at === 0 ? before : (text[at - 1] ?? "");
    const made = renderConstruct(text, at, previous, styles);
    if (made !== undefined) {
      out += made.text;
      at += made.taken;
    } else if (whole || text.length - at > maxConstruct || isNone(text, at, previous)) {
      const run = runAt(text, at);
      out += run;
      at += run.length;
    } else {
      return { text: out, taken: at };
    }
  }
}

/** A whole text within one line. */
function inline(text: string, styles: Styles): string {
  return renderInline(`${text}\n`, "", styles).text.slice(0, -1);
}

function renderConstruct(text: string, at: number, previous: string, styles: Styles): Rendered | undefined {
  if (isWithinWord(text, at, previous)) return undefined;
  for (const { begins, whole, render } of constructs) {
    if (text[at] !== begins) continue;
    whole.lastIndex = at;
    const match = whole.exec(text);
    if (match !== null) return { text: render(match, styles), taken: match[0].length };
  }
  return undefined;
}

/** None of the constructs that begin so can come of it, whatever follows. */
function isNone(text: string, at: number, previous: string): boolean {
  if (isWithinWord(text, at, previous)) return true;
  return constructs.every(({ begins, never }) => {
    if (text[at] !== begins) return true;
    never.lastIndex = at;
    return never.test(text);
  });
}

/** `snake_case` is no emphasis. */
function isWithinWord(text: string, at: number, previous: string): boolean {
  return text[at] === "_" && /\w/.test(previous);
}

/** A run of one mark is taken together, so that its second half does not begin something. */
function runAt(text: string, at: number): string {
  const run = /[`*_~]+/y;
  run.lastIndex = at;
  const marks = run.exec(text)?.[0] ?? "";
  const other = [...marks].findIndex((mark) => mark !== marks[0]);
  return (other === -1 ? marks : marks.slice(0, other)) || (text[at] ?? "");
}
