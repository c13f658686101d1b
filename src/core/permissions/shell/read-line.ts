import { isHarmlessVariable } from "./assigned.ts";
import { handedBy, programOf, suspected } from "./runners.ts";
import { quoted } from "../../sandbox/quoted.ts";
import { mayNameSecret } from "./secret-words.ts";
import type { ParseShell, Redirection, ShellCommand, ShellWord } from "./shell-command.ts";
import type { CommandPart, FilePart, ShellLine, ShellPart } from "./shell-part.ts";

/** Scripts inside scripts (`bash -c "bash -c …"`) are looked into so deep. */
const maxDepth = 5;

/** Takes a command line apart into what can be judged part by part. */
export function readLine(line: string, parse: ParseShell): ShellLine {
  return new LineReader(parse).read(line);
}

class LineReader {
  readonly #parse: ParseShell;
  readonly #parts: ShellPart[] = [];
  #understood = true;
  /** How often the working folder changes. */
  #moves = 0;

  constructor(parse: ParseShell) {
    this.#parse = parse;
  }

  read(line: string): ShellLine {
    this.#script(line, 0);
    return { parts: this.#parts, understood: this.#understood };
  }

  #script(line: string, depth: number): void {
    const commands = depth > maxDepth ? undefined : this.#parse(line);
    if (commands === undefined) {
      this.#understood = false;
      return;
    }
    this.#moves += commands.filter(({ words }) => /^(?:cd|pushd|popd)$/.test(programOf(words[0]) ?? "")).length;
    for (const command of commands) this.#command(command, depth);
  }

  #command(command: ShellCommand, depth: number): void {
    for (const redirection of command.redirections) this.#file(redirection);
    const { words } = command;
    if (words.length === 0 && command.assigned.every(isHarmlessVariable) && secretsIn(command.values).length === 0) return;
    const inner = this.#inner(words, depth);
    if (inner === "transparent" && command.assigned.every(isHarmlessVariable)) return;
    this.#parts.push(this.#part(command, words));
  }

  /** Looks at what the command runs. `transparent`: a rule for that stands for the command as well. */
  #inner(words: readonly ShellWord[], depth: number): "transparent" | undefined {
    const script = scriptIn(words);
    if (script !== undefined) {
      if (script.sure) this.#script(script.text, depth + 1);
      if (!script.sure || otherShells.test(programOf(words[0]) ?? "")) this.#understood = false;
      return script.sure && secretsIn(argumentsOf(words, script)).length === 0 ? "transparent" : undefined;
    }
    for (const run of executedByFind(words)) this.#handed(run, depth);
    const handed = handedBy(words);
    if (handed === undefined || handed === "unknown" || !handed.transparent) return undefined;
    this.#handed(handed.words, depth);
    const own = words.filter(({ text }) => !handed.words.some((word) => word.text === text));
    return secretsIn(own).length === 0 ? "transparent" : undefined;
  }

  #handed(words: readonly ShellWord[], depth: number): void {
    const inner = this.#inner(words, depth);
    if (inner === "transparent") return;
    this.#parts.push(this.#part({ source: plainOf(words), assigned: [] }, words));
  }

  #part(
    { source, assigned, values = [], set }: Pick<ShellCommand, "source" | "assigned" | "values" | "set">,
    words: readonly ShellWord[],
  ): CommandPart {
    const plain = plainOf(words);
    const program = programOf(words[0]);
    const runsUnseen = words.length > 0 && (program === undefined || hidesRun(program, words));
    // A rule that does not say what is set must not stand for a command that is told to work in another way.
    const isTold = words.length > 0 && !assigned.every(isHarmlessVariable);
    return {
      kind: "command",
      source,
      forms: runsUnseen ? [] : [...new Set(isTold ? [plain] : [source, plain])].filter((form) => form !== ""),
      ...(isTold && set !== undefined ? { set } : {}),
      hidden: [
        ...new Set([...namedAs(words), ...suspected(words).flatMap((inner) => [...namedAs(inner), ...this.#scripted(inner, 1)])]),
      ],
      unclear: runsUnseen || handedBy(words) === "unknown",
      ...this.#entered(words),
      secrets: secretsIn([...words.slice(1), ...values]),
    };
  }

  /** Only the first: where a second one leads depends on links in the first folder. */
  #entered([command, folder, ...more]: readonly ShellWord[]): Pick<CommandPart, "enters"> {
    if (this.#moves > 1 || programOf(command) !== "cd" || folder?.sure !== true || more.length > 0) return {};
    return /^(?:-|$)/.test(folder.text) ? {} : { enters: folder.text };
  }

  /** What a script runs that stands inside, for deny rules. */
  #scripted(words: readonly ShellWord[], depth: number): readonly string[] {
    const script = scriptIn(words);
    const commands = script?.sure === true && depth < maxDepth ? this.#parse(script.text) : undefined;
    return (commands ?? []).flatMap((command) => [...namedAs(command.words), ...this.#scripted(command.words, depth + 1)]);
  }

  #file({ kind, target }: Redirection): void {
    if (target.sure && /^\/dev\/(?:null|zero|stdin|stdout|stderr|tty|fd\/\d+)$/.test(target.text)) return;
    const isKnown =
      target.sure && !/^\/dev\/(?:tcp|udp)\//.test(target.text) && (this.#moves === 0 || target.text.startsWith("/"));
    const part: FilePart = { kind, path: isKnown ? target.text : undefined };
    this.#parts.push(part);
  }
}

/** Whether the program may be told to run something by a word that is known only when it runs. */
function hidesRun(program: string, words: readonly ShellWord[]): boolean {
  if (program === "find") return words.some(({ sure }) => !sure);
  return unseen.test(program) && words.some(mayHoldCode);
}

/** Builtins that evaluate a name, subscripts included: `printf -v 'a[$(id)]' x` runs `id`. */
const unseen = /^(?:printf|test|\[|unset|read|declare|typeset|local|export|readonly|let|wait|mapfile|readarray|getopts)$/;

function mayHoldCode({ text, sure }: ShellWord): boolean {
  return sure && /\[.*(?:\$\(|`)/s.test(text);
}

/** As it stands, and without the folder of its program. */
function namedAs(words: readonly ShellWord[]): readonly string[] {
  const program = programOf(words[0]);
  const rest = words.slice(1).map(({ text }) => text);
  return words.length === 0 ? [] : [textOf(words), ...(program === undefined ? [] : [[program, ...rest].join(" ")])];
}

function textOf(words: readonly ShellWord[]): string {
  return words.map(({ text }) => text).join(" ");
}

/** The same with the words kept apart: `git 'log x'` is no `git log`, and `'git /x'` is a program in a folder. */
function plainOf(words: readonly ShellWord[]): string {
  return words.map(({ text }) => (text === "" || /\s/.test(text) ? quoted(text) : text)).join(" ");
}

function secretsIn(words: readonly ShellWord[] = []): readonly string[] {
  return words.filter((word) => mayNameSecret(word)).map(({ text }) => text);
}

/** Those of a shell's words that its script gets as `$1`; `eval` has none. */
function argumentsOf(words: readonly ShellWord[], script: ShellWord): readonly ShellWord[] {
  return programOf(words[0]) === "eval" ? [] : words.filter((word) => word !== script);
}

const shells = /^(?:ba|da|z|k|a)?sh$/;
/** Shells with a grammar of their own, in which more runs things: `*(e:id:)`, `=(id)`. */
const otherShells = /^(?:z|k)sh$/;

/** The script that a command is given as a word: `bash -c SCRIPT`, `eval WORDS`, `trap SCRIPT EXIT`. */
function scriptIn(words: readonly ShellWord[]): ShellWord | undefined {
  const program = programOf(words[0]) ?? "";
  const rest = words.slice(1);
  if (program === "eval") return { text: textOf(rest), sure: rest.every(({ sure }) => sure) };
  if (program === "trap") return trapped(rest);
  if (!shells.test(program)) return undefined;
  const at = rest.findIndex(({ text }) => /^[-+][A-Za-z]*c[A-Za-z]*$/.test(text));
  if (at === -1) return undefined;
  // `bash -oc posix SCRIPT`, `bash -c -e SCRIPT`: which word is the script is not told by its place alone.
  const isPlain = rest
    .slice(0, at + 1)
    .every(({ text, sure }, index) => sure && (index === at ? /^-[eiluvx]*c$/ : /^-[eux]+$/).test(text));
  const script = rest[at + 1];
  return script === undefined || (isPlain && !/^[-+]/.test(script.text)) ? script : { ...script, sure: false };
}

function trapped([first, ...signals]: readonly ShellWord[]): ShellWord | undefined {
  if (first === undefined || signals.length === 0 || first.text.startsWith("-")) return undefined;
  return first;
}

/** What `find` runs for each file. */
function executedByFind(words: readonly ShellWord[]): readonly (readonly ShellWord[])[] {
  if (programOf(words[0]) !== "find") return [];
  return words.flatMap(({ text }, index) => {
    if (!/^-(?:exec|execdir|ok|okdir)$/.test(text)) return [];
    const end = words.findIndex(
      (word, at) => at > index && (word.text === ";" || (word.text === "+" && words[at - 1]?.text === "{}")),
    );
    const run = words.slice(index + 1, end === -1 ? undefined : end);
    return [run.map((word) => (word.text.includes("{}") ? { ...word, sure: false } : word))];
  });
}
