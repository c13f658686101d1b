/** What stands around the process: enough to know how an answer has to look. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As `os.release()`. */
  readonly kernel: string;
  readonly stdinIsTerminal: boolean;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** Width of the terminal; `undefined` where stdout is none. */
  readonly columns: number | undefined;
}

/**
 * How a command line begins: with an answer that is ready (`version`, `help` as it was rendered at build time) or with
 * oclif. A fast answer is chosen only where it is, byte for byte, what oclif would print.
 */
export type Start =
  | { readonly kind: "version" }
  | { readonly kind: "help"; readonly bold: boolean }
  /** `paint`: it is sure to open a conversation in this terminal, unless it fails. */
  | { readonly kind: "oclif"; readonly argv: readonly string[]; readonly paint: boolean };

export function classify(argv: readonly string[], around: Surroundings): Start {
  const [first, ...rest] = argv;
  const isTerminal = around.stdinIsTerminal && around.stdoutIsTerminal;
  if (argv.length === 0 && isTerminal) return { kind: "oclif", argv: ["chat"], paint: true };
  if (!isWsl(around)) {
    if (first === "--version" || first === "-v") return { kind: "version" };
    const bold = rest.length === 0 && asksForRootHelp(first) ? headersAreBold(around) : undefined;
    if (bold !== undefined) return { kind: "help", bold };
  }
  if (first === "run") return { kind: "oclif", argv: ["chat", "--print", ...rest], paint: false };
  const words = isForChat(first === "--json" ? rest[0] : first) ? ["chat", ...argv] : argv;
  return { kind: "oclif", argv: words, paint: isTerminal && words[0] === "chat" && !words.slice(1).some(isNoConversation) };
}

/** Flags of the root itself, and what ends flags. */
const rootFlags: ReadonlySet<string> = new Set(["--help", "-h", "--version", "-v", "--json", "--", "-"]);

/** `chat` may be left out before its flags, and before a prompt, which has blanks in it as no command has. */
function isForChat(word = ""): boolean {
  return word.startsWith("-") ? !rootFlags.has(word) : /\s/.test(word);
}

/** What may make something else of `chat` than a conversation, or ask a question first. */
function isNoConversation(word: string): boolean {
  return /^-[a-z]*[hpr]|^--(?:print|prompt|json|output-format|help|version|resume|quiet|verbose|screen-reader)\b|^-q/.test(word);
}

/** There oclif names another platform than Node does. */
function isWsl({ env, kernel }: Surroundings): boolean {
  return env["WSL_DISTRO_NAME"] !== undefined || /microsoft/i.test(kernel);
}

function asksForRootHelp(word: string | undefined): boolean {
  return word === undefined || word === "help" || word === "--help" || word === "-h";
}

/** Variables that change how oclif renders help or decides about colours. */
const renderingVariables = [
  "FORCE_COLOR", "NO_COLOR", "COLORTERM", "CI", "TEAMCITY_VERSION", "TF_BUILD", "OCLIF_COLUMNS", "DEBUG",
];

/** Terminals that are known to show bold text. */
const plainTerminals = /^(screen|xterm|tmux-256color|rxvt)/;

/** How oclif would print the headers of its help; `undefined` where only oclif knows. */
function headersAreBold({ env, stdoutIsTerminal, stderrIsTerminal, columns }: Surroundings): boolean | undefined {
  if (env["FORCE_COLOR"] !== undefined || env["OCLIF_COLUMNS"] !== undefined) return undefined;
  if (!stdoutIsTerminal) return false;
  if (columns !== 80 || !stderrIsTerminal || renderingVariables.some((name) => env[name] !== undefined)) return undefined;
  return plainTerminals.test(env["TERM"] ?? "") ? true : undefined;
}
