import { checkLayer } from "../core/config/check-layer.ts";
import type { ConfigProblem } from "../core/config/config-problem.ts";
import { problemText } from "../core/config/config-problem.ts";
import type { ConfigSchema } from "../core/config/config-schema.ts";
import { fileSettings } from "../core/config/file-settings.ts";
import { dottedPath, segmentsOf } from "../core/config/json-pointer.ts";
import { lockedNames, type Lock } from "../core/config/locks.ts";
import type { Violation } from "../core/config/schema-check.ts";
import type { FileLayerName, Setting } from "../core/config/setting.ts";
import { plainlyFits } from "../core/config/plainly-fits.ts";
import { plainYaml } from "../infra/config-files/plain-yaml.ts";
import type { ParsedYaml } from "../infra/config-files/parse-yaml.ts";

export interface ConfigText {
  /** Absolute; for messages. */
  readonly file: string;
  readonly layer: FileLayerName;
  readonly text: string;
}

export interface CheckedFile {
  /** Where this is not empty, the settings are not to be used. */
  readonly problems: readonly ConfigProblem[];
  readonly warnings: readonly string[];
  readonly settings: readonly Setting[];
  readonly locks: readonly Lock[];
}

/**
 * Reads and checks the text of one file. What is written as most files are, and surely fits, is read at once; for
 * anything else the YAML reader and the validator are loaded, which tell what is wrong where.
 */
export async function checkConfigText(text: ConfigText, schema: ConfigSchema): Promise<CheckedFile> {
  return (text.layer === "organisation" ? undefined : plainlyChecked(text, schema)) ?? fullyChecked(text, schema);
}

function plainlyChecked({ file, layer, text }: ConfigText, schema: ConfigSchema): CheckedFile | undefined {
  const plain = plainYaml(text);
  if (plain === undefined) return undefined;
  const tree = plain.value ?? {};
  const doubts: unknown[] = [];
  const { violations, unused } = checkLayer(
    tree,
    schema,
    (part, value) => (plainlyFits(value, part) ? [] : (doubts.push(value), [])),
    layer,
  );
  if (doubts.length + violations.length + unused.length > 0) return undefined;
  const source = (path: readonly string[]): Setting["source"] => ({ layer, file, ...plain.locate(path) });
  const settings = fileSettings(tree, schema.keys.of(tree).values()).map(({ key, value }) => ({
    key: key.name,
    value,
    source: source(key.path),
  }));
  return { problems: [], warnings: [], settings, locks: [] };
}

async function fullyChecked({ file, layer, text }: ConfigText, schema: ConfigSchema): Promise<CheckedFile> {
  const [{ parseYaml }, { checkSchema }] = await Promise.all([
    import("../infra/config-files/parse-yaml.ts"),
    import("../infra/schema/check-schema.ts"),
  ]);
  const parsed = parseYaml(text);
  if (parsed.problems.length > 0) {
    return { problems: parsed.problems.map((problem) => ({ ...problem, file })), warnings: [], settings: [], locks: [] };
  }
  const tree = parsed.value ?? {};
  const { violations, unused } = checkLayer(tree, schema, checkSchema, layer);
  return {
    problems: violations.map((violation) => located(violation, file, parsed)).toSorted(byPlace),
    warnings: unused.map((violation) => problemText(located(violation, file, parsed))),
    settings: fileSettings(tree, schema.keys.of(tree).values()).map(({ key, value }) => ({
      key: key.name,
      value,
      source: { layer, file, ...parsed.locate(key.path, "key") },
    })),
    locks:
      layer === "organisation"
        ? lockedNames(tree).map((name, index) => ({ name, file, line: parsed.locate(["locked", String(index)], "value").line }))
        : [],
  };
}

/** The key is what is wrong where it should not be there; otherwise its value is. */
function located({ path, keyword, message }: Violation, file: string, parsed: ParsedYaml): ConfigProblem {
  const part = ["additionalProperties", "x-user-only", "unused"].includes(keyword) ? "key" : "value";
  return { message, file, ...parsed.locate(segmentsOf(path), part), key: dottedPath(path) };
}

function byPlace(one: ConfigProblem, other: ConfigProblem): number {
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}
