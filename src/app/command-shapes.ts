import type { Config } from "@ainative-code/sdk/oclif";
import { isValueKind } from "../core/completion/choice.ts";
import type { CommandShape } from "../core/completion/command-shape.ts";
import { settingFlags } from "./setting-flags.ts";
import { isRecord } from "../core/config/is-record.ts";

/** The visible commands of this installation, from manifests; an alias is one more command. */
export function commandShapes(config: Config): CommandShape[] {
  return config.commands
    .filter(({ hidden }) => !hidden)
    .map((command) => ({
      words: command.id.split(":"),
      description: firstLine(command.summary ?? command.description)?.replaceAll("<%= config.bin %>", config.bin),
      args: Object.entries(command.args).map(([name, { options }]) => ({ name, options })),
      flags: { ...settingFlags, ...command.flags },
      completes: { set: "setting", ...completesOf(Reflect.get(command, "completes")) },
    }));
}

function firstLine(text: string | undefined): string | undefined {
  return text?.split("\n", 1)[0];
}

/** A plugin may say anything here: what is not known is left out. */
function completesOf(mark: unknown): CommandShape["completes"] {
  if (!isRecord(mark)) return {};
  return Object.fromEntries(Object.entries(mark).flatMap(([name, kind]) => (isValueKind(kind) ? [[name, kind]] : [])));
}
