/** Words that run the command that follows them. */
const runners =
  /^(?:(?:if|then|else|elif|while|until|do|!|time|sudo|env|exec|command|builtin|nohup|eval|xargs|(?:\S*\/)?\w*sh\s+-\w*c)\s+|[A-Za-z_]\w*=\S*\s+)+/;

/**
 * The whole command and every piece of it that the shell might run by itself, with and without its quotes, assignments
 * and such words as `sudo` before it taken off. It finds too much rather than too little; a determined author of a
 * command can still hide one, so a deny rule is no sandbox.
 */
export function piecesOf(command: string): readonly string[] {
  const plain = command.replaceAll(/\\\r?\n/g, "").replaceAll(/\\(.)|\$?["']/gs, "$1");
  const found = [command, plain].flatMap((text) => [text, ...text.split(/&&|\|\||[;&|\n\r`(){}]|\$\(/)]);
  const pieces = found.flatMap((piece) => [
    piece.trim(),
    piece.trim().replace(runners, ""),
    piece.trim().replaceAll(/\s+/g, " ").replace(runners, ""),
  ]);
  return [...new Set(pieces)].filter((piece) => piece !== "");
}
