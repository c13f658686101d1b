import { AinError } from "@ainative-code/sdk";
import { configError, type ConfigProblem } from "../core/config/config-problem.ts";
import { configSchemaOf, type ConfigSchema } from "../core/config/config-schema.ts";
import { editorCommand } from "../core/config/editor-command.ts";
import { lockProblems } from "../core/config/locks.ts";
import { projectTemplate } from "../core/config/project-template.ts";
import { isSensitive } from "../core/config/secret-reference.ts";
import { discardCopy, keepCopy, makeCopy } from "../infra/config-files/edit-copy.ts";
import { readTextFile } from "../infra/config-files/read-text-file.ts";
import { writeConfigFile } from "../infra/config-files/write-config-file.ts";
import { runEditor } from "../infra/process/run-editor.ts";
import { checkConfigText } from "./check-config-file.ts";
import { fileOfLayer } from "./config-files.ts";
import type { ConfigPlace } from "./config-place.ts";
import { newConfigText } from "./new-config-text.ts";
import { organisationLayer } from "./organisation-layer.ts";
import { saveSchema } from "./save-schema.ts";

export interface EditedConfig {
  readonly file: string;
  readonly changed: boolean;
  readonly warnings: readonly string[];
}

export interface EditOptions {
  readonly layer: "user" | "project";
  /** Tells the problems and asks whether to edit again; without it there is nobody to be asked. */
  readonly again?: ((problems: readonly ConfigProblem[]) => Promise<boolean>) | undefined;
}

/**
 * Opens a copy of a config file in the user's editor, and puts it in the file's place once it has no problems. Until then
 * the file stays as it was. Where problems are left (`invalid-input`), or somebody else has changed the file meanwhile
 * (`stale-state`), the copy is kept beside the file and named in the error.
 */
export async function editConfig(place: ConfigPlace, { layer, again }: EditOptions): Promise<EditedConfig> {
  const editor = editorCommand(place.environment);
  const schema = configSchemaOf(await place.pluginSchemas());
  const file = fileOfLayer(place, layer);
  const before = readTextFile(file)?.text;
  const begin = before ?? (layer === "user" ? newConfigText(schema) : projectTemplate);
  const copy = await makeCopy(file, begin);
  if (layer === "user") await saveSchema(place);
  for (;;) {
    await runEditor([...editor, copy], place.environment.env).catch(async (error: unknown) => {
      await discardCopy(copy, file);
      throw error;
    });
    const text = readTextFile(copy)?.text ?? begin;
    if (text === begin) {
      await discardCopy(copy, file);
      return { file, changed: false, warnings: [] };
    }
    const { problems, warnings, sensitive } = await check(place, schema, { file, layer, text });
    if (problems.length === 0) {
      if (readTextFile(file)?.text !== before) throw changedMeanwhile(file, await keepCopy(copy, file));
      await writeConfigFile(file, text, { sensitive });
      await discardCopy(copy, file);
      return { file, changed: true, warnings };
    }
    if ((await again?.(problems)) !== true) throw rejected(problems, file, await keepCopy(copy, file));
  }
}

interface Checked {
  readonly problems: readonly ConfigProblem[];
  readonly warnings: readonly string[];
  /** A secret stands in it as it is. */
  readonly sensitive: boolean;
}

async function check(place: ConfigPlace, schema: ConfigSchema, text: Parameters<typeof checkConfigText>[0]): Promise<Checked> {
  const { problems, warnings, settings } = await checkConfigText(text, schema);
  const above = await organisationLayer(place, schema);
  return {
    problems: [...problems, ...lockProblems(above.locks, schema.keys, [...settings, ...above.settings])],
    warnings,
    sensitive: settings.some(({ key, value }) => isSensitive(value, schema.keys.get(key)?.secret === true)),
  };
}

function rejected(problems: readonly ConfigProblem[], file: string, kept: string): AinError {
  const { message, details } = configError(problems);
  return new AinError("invalid-input", `${message}\n${file} stays as it was.`, {
    actions: [`What you wrote is in ${kept}: correct it, and check it: ainative-code config validate ${kept}`],
    ...(details === undefined ? {} : { details }),
  });
}

function changedMeanwhile(file: string, kept: string): AinError {
  return new AinError("stale-state", `${file} was changed by somebody else while you edited it, and stays as it is now.`, {
    actions: [`What you wrote is in ${kept}: bring the two together`],
  });
}
