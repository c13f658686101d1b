/** Alternatives that the braces of one glob may make; a text with more is no wish of anybody. */
const maxAlternatives = 256;

/**
 * Whether a path fits a glob: `*` and `?` within a name, `**` for any number of folders, `[abc]`, `{a,b}`. Takes time by the
 * product of the two lengths, whatever they hold: globs come with the projects of strangers. False for what is too much.
 */
export function globMatch(glob: string, path: string): boolean {
  const names = path.split("/");
  return (alternatives(glob) ?? []).some((one) => pathFits(one.split("/"), names));
}

/** Without braces; those of one that is not closed stand for themselves. */
function alternatives(glob: string): readonly string[] | undefined {
  let all: readonly string[] = [glob];
  for (let opened = true; opened; ) {
    opened = false;
    const next = all.flatMap((text) => {
      const [whole, choices = ""] = /\{([^{}]*)\}/.exec(text) ?? [];
      if (whole === undefined) return [text];
      opened = true;
      const at = text.indexOf(whole);
      return choices.split(",").map((choice) => text.slice(0, at) + choice + text.slice(at + whole.length));
    });
    if (next.length > maxAlternatives) return undefined;
    all = next;
  }
  return all;
}

/** Row by row: which beginnings of the path the glob's beginning fits. */
function pathFits(globs: readonly string[], names: readonly string[]): boolean {
  let fits = [true, ...names.map(() => false)];
  for (const [index, glob] of globs.entries()) {
    const before = fits;
    if (glob !== "**") fits = [false, ...names.map((name, at) => before[at] === true && nameFits(glob, name))];
    // At the end it means what is in a folder, and not the folder.
    else if (index === globs.length - 1) fits = [false, ...names.map((_, at) => before.slice(0, at + 1).includes(true))];
    else fits = before.map((_, at) => before.slice(0, at + 1).includes(true));
  }
  return fits.at(-1) === true;
}

function nameFits(glob: string, name: string): boolean {
  const pieces = glob.match(/\[!?[^\]/]+\]|[^]/gu) ?? [];
  const letters = [...name];
  let fits = [true, ...letters.map(() => false)];
  for (const piece of pieces) {
    const before = fits;
    let any = false;
    fits =
      piece === "*"
        ? before.map((fit) => (any ||= fit))
        : [false, ...letters.map((letter, at) => before[at] === true && letterFits(piece, letter))];
  }
  return fits.at(-1) === true;
}

function letterFits(piece: string, letter: string): boolean {
  if (piece === "?" || piece === letter) return true;
  if (piece.length < 3 || !piece.startsWith("[")) return false;
  const isNot = piece[1] === "!" || piece[1] === "^";
  const inside = [...piece.slice(isNot ? 2 : 1, -1).matchAll(/(.)-(.)|(.)/gu)];
  const found = inside.some(([, from, to, one]) =>
    from === undefined || to === undefined ? one === letter : from <= letter && letter <= to,
  );
  return found !== isNot;
}
