import { dirname, join, relative, sep } from "node:path";
import { globMatch } from "../../core/context/glob-match.ts";
import type { Rules } from "../../core/context/rules.ts";
import { readFrontMatter } from "./front-matter.ts";
import { markdownFiles } from "./markdown-files.ts";
import { projectRoot } from "./project-root.ts";
import type { RulesPlaces } from "./rules-files.ts";

/** Rules bound to no path belong into AGENTS.md: here they hold from the first file that is touched. */
export async function readPathRules(
  { cwd, home, onNotice = () => undefined }: RulesPlaces,
  path: string,
): Promise<readonly Rules[]> {
  const root = projectRoot(cwd, home);
  const shown = relative(root, path).split(sep).join("/");
  if (shown.startsWith("../")) return [];
  const files = await markdownFiles(join(root, ".ainative-code/rules"), root, onNotice);
  const bound = await Promise.all(
    files.map(async (file): Promise<readonly Rules[]> => {
      const { fields, body, problem } = await readFrontMatter(file.text);
      if (problem !== undefined) onNotice(`${file.path} is left out: ${problem}.`);
      return problem === undefined && holdsFor(fields, shown) ? [{ path: file.path, text: body }] : [];
    }),
  );
  return bound.flat();
}

function holdsFor(fields: Readonly<Record<string, unknown>>, shown: string): boolean {
  const given = fields["paths"] ?? fields["globs"];
  const globs = (Array.isArray(given) ? given : typeof given === "string" ? given.split(",") : []).map((one) =>
    String(one).trim(),
  );
  return given === undefined || globs.some((glob) => matches(shown, glob.replace(/^\.?\//, "")));
}

/** A glob without a slash means files of that name in every folder, one that ends with a slash all below. */
function matches(shown: string, glob: string): boolean {
  const whole = glob.endsWith("/") ? `${glob}**` : glob;
  return globMatch(whole.includes("/") ? whole : `**/${whole}`, shown) || globMatch(whole, dirname(shown));
}
