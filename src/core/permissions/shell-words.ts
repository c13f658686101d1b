/**
 * One command and nothing the shell would do besides: no list, pipe, redirection, substitution, background job, comment
 * or second line outside quotes. An allow rule for `git *` must not let `git status; rm -rf .` through. What a shell
 * might read in another way than this (`$'…'`, a backslash before the end of single quotes, quotes that never end) is
 * not simple.
 */
export function isSimpleCommand(command: string): boolean {
  const text = command.trim();
  let state: State = "plain";
  for (let at = 0; at < text.length; at += 1) {
    if (state !== "single" && text[at] === "\\") {
      at += 1;
      if (at >= text.length || (state === "plain" && /[\n\r]/.test(text[at] ?? ""))) return false;
      continue;
    }
    if (isSpecial[state](text, at)) return false;
    state = after(state, text[at]);
  }
  return state === "plain";
}

type State = "plain" | "single" | "double";

/** Whether the shell does more at this place than take the character as it is. */
const isSpecial: Readonly<Record<State, (text: string, at: number) => boolean>> = {
  plain: (text, at) => /^(?:[;&|<>`\n\r()]|\$['"({[])/.test(text.slice(at, at + 2)) || isComment(text, at),
  // Shells do not agree on whether this quote ends the text.
  single: (text, at) => text[at] === "\\" && text[at + 1] === "'",
  double: (text, at) => /^(?:`|\$[({[])/.test(text.slice(at, at + 2)),
};

function isComment(text: string, at: number): boolean {
  return text[at] === "#" && (at === 0 || /\s/.test(text[at - 1] ?? ""));
}

function after(state: State, character: string | undefined): State {
  if (state === "plain") return character === "'" ? "single" : character === '"' ? "double" : "plain";
  return character === (state === "single" ? "'" : '"') ? "plain" : state;
}

/** Words that run the command that follows them. */
const runners = /^(?:(?:if|then|else|elif|while|until|do|!|time|sudo|env|exec|command|builtin|nohup|eval|xargs|(?:\S*\/)?\w*sh\s+-\w*c)\s+|[A-Za-z_]\w*=\S*\s+)+/;

/**
 * The whole command and every piece of it that the shell might run by itself, with and without its quotes, assignments
 * and such words as `sudo` before it taken off. It finds too much rather than too little; a determined author of a
 * command can still hide one, so a deny rule is no sandbox.
 */
export function piecesOf(command: string): readonly string[] {
  const plain = command.replaceAll(/\\\r?\n/g, "").replaceAll(/\\(.)|\$?["']/gs, "$1");
  const found = [command, plain].flatMap((text) => [text, ...text.split(/&&|\|\||[;&|\n\r`(){}]|\$\(/)]);
  const pieces = found.flatMap((piece) => [piece.trim(), piece.trim().replace(runners, ""), piece.trim().replaceAll(/\s+/g, " ").replace(runners, "")]);
  return [...new Set(pieces)].filter((piece) => piece !== "");
}
