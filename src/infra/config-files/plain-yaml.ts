import { notPlain, plainScalar } from "./plain-scalar.ts";

export interface PlainYaml {
  readonly value: unknown;
  /** Where a key stands, counted from 1; `undefined` for one that is not there. */
  locate(path: readonly string[]): { readonly line: number; readonly column: number } | undefined;
}

/**
 * Reads YAML of the everyday kind: mappings of names, lists of scalars, words, numbers and quoted texts, each on its line,
 * and short ones in brackets. `undefined` for anything else, broken text above all: then the real reader is to be asked.
 * What it gives is what that gives, in a tenth of the time of a fresh process, and without loading it.
 */
export function plainYaml(text: string): PlainYaml | undefined {
  try {
    const reader = new Reader(linesOf(text));
    const value = reader.document();
    return { value, locate: (path) => reader.places.get(path.join("\0")) };
  } catch (thrown) {
    if (thrown instanceof Unusual) return undefined;
    throw thrown;
  }
}

interface Line {
  readonly number: number;
  readonly indent: number;
  /** Without the indentation. */
  readonly text: string;
}

/** The lines that hold something. */
function linesOf(text: string): Line[] {
  if (text.includes("\r") || text.startsWith("\u{feff}")) bail();
  return text.split("\n").flatMap((whole, index) => {
    const body = whole.trimStart();
    if (body === "" || body.startsWith("#")) return whole.includes("\t") ? bail() : [];
    return /^[ -~]+$/.test(whole) ? [{ number: index + 1, indent: whole.length - body.length, text: body.trimEnd() }] : bail();
  });
}

/** Ends the reading; never seen outside. */
class Unusual extends Error {}

function bail(): never {
  throw new Unusual();
}

const entry = /^([A-Za-z][\w.-]*):(?: +(.*))?$/;
const item = /^- +(.*)$/;

class Reader {
  readonly places = new Map<string, { readonly line: number; readonly column: number }>();
  readonly #lines: readonly Line[];
  #at = 0;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  document(): unknown {
    const [first] = this.#lines;
    if (first === undefined) return undefined;
    const value = first.indent === 0 ? this.#mapping(0, []) : bail();
    return this.#at === this.#lines.length ? value : bail();
  }

  #mapping(indent: number, path: readonly string[]): unknown {
    const members: Record<string, unknown> = {};
    for (let line = this.#lines[this.#at]; line !== undefined && line.indent >= indent; line = this.#lines[this.#at]) {
      const [, name, rest = ""] = (line.indent === indent ? entry.exec(line.text) : null) ?? bail();
      if (name === undefined || isReserved(name) || Object.hasOwn(members, name)) bail();
      this.#at += 1;
      const inner = [...path, name];
      this.places.set(inner.join("\0"), { line: line.number, column: indent + 1 });
      const value = withoutComment(rest);
      members[name] =
        value === "" ? this.#below(indent, inner) : this.#inLine(value, inner, line, line.text.length - rest.length);
    }
    return members;
  }

  /** What stands on the lines after `name:`. A list may stand as far left as the name. */
  #below(indent: number, path: readonly string[]): unknown {
    const next = this.#lines[this.#at];
    if (next === undefined || next.indent < indent) return null;
    if (item.test(next.text)) return this.#list(next.indent);
    return next.indent === indent ? null : this.#mapping(next.indent, path);
  }

  #list(indent: number): unknown[] {
    const items: unknown[] = [];
    for (let line = this.#lines[this.#at]; line !== undefined && line.indent >= indent; line = this.#lines[this.#at]) {
      const found = line.indent === indent ? item.exec(line.text) : bail();
      if (found === null) break;
      this.#at += 1;
      items.push(scalar(withoutComment(found[1] ?? ""), false));
    }
    return items;
  }

  #inLine(text: string, path: readonly string[], line: Line, begin: number): unknown {
    const list = /^\[(.*)\]$/.exec(text)?.[1];
    if (list !== undefined) return parts(list).map(({ text: part }) => scalar(part, true));
    const mapping = /^\{(.*)\}$/.exec(text)?.[1];
    if (mapping === undefined) return scalar(text, false);
    const members: Record<string, unknown> = {};
    for (const { text: part, offset } of parts(mapping)) {
      const [, name = "", rest = ""] = /^([A-Za-z][\w.-]*): +(\S.*)$/.exec(part) ?? bail();
      if (isReserved(name) || Object.hasOwn(members, name)) bail();
      this.places.set([...path, name].join("\0"), { line: line.number, column: line.indent + begin + 1 + offset + 1 });
      members[name] = scalar(rest, true);
    }
    return members;
  }
}

/** What stands between the commas in brackets; nothing quoted. */
function parts(text: string): readonly { readonly text: string; readonly offset: number }[] {
  if (text.trim() === "") return [];
  if (/["'[\]{}#]/.test(text)) bail();
  let offset = 0;
  return text.split(",").map((part) => {
    const begin = offset + part.length - part.trimStart().length;
    offset += part.length + 1;
    return { text: part.trim(), offset: begin };
  });
}

function scalar(text: string, flow: boolean): unknown {
  const value = plainScalar(text, flow);
  return value === notPlain ? bail() : value;
}

/** A comment behind a value begins with a blank; in a quoted text there may be one that is none. */
function withoutComment(text: string): string {
  const at = text.search(/(?:^|\s)#/);
  if (at === -1) return text;
  return /["']/.test(text) ? bail() : text.slice(0, at).trimEnd();
}

/** Means something else than its letters, to YAML or to JavaScript. */
function isReserved(name: string): boolean {
  return /^(?:null|true|false)$/i.test(name) || Object.hasOwn(Object.prototype, name);
}
