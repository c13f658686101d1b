import { statSync } from "node:fs";
import { dirname } from "node:path";
import type { Message, Part } from "@ainative-code/sdk";
import { LateRules, noticingTouched } from "../../core/context/late-rules.ts";
import type { Rules } from "../../core/context/rules.ts";
import type { Machine } from "../../core/tools/executor.ts";
import type { ToolRegistry } from "../../core/tools/tool-registry.ts";
import { readProjectRules, readRulesBelow } from "../../infra/project/rules-files.ts";
import type { RulesPlaces } from "../../infra/project/rules-files.ts";
import { readPathRules } from "../../infra/project/path-rules.ts";
import type { Services } from "../services.ts";
import type { ToolStep } from "../tool-step.ts";

type Place = Pick<Services, "environment" | "folders">;

/** The rules that hold from the start. */
export async function projectRules(place: Place, onNotice: (text: string) => void): Promise<readonly Rules[]> {
  return readProjectRules({ ...placesOf(place), onNotice });
}

/** Those that hold for a part of the project, told when it is touched. */
export function lateRules(
  place: Place,
  known: readonly { readonly name: string }[],
  history: readonly Message[],
  onNotice: (text: string) => void,
): LateRules {
  const places = { ...placesOf(place), onNotice };
  const looked = new Map<string, readonly Rules[]>();
  const rulesFor = async (path: string): Promise<readonly Rules[]> => {
    const folder = isFolder(path) ? path : dirname(path);
    // Whoever writes rules while the conversation goes on knows them; looking again would cost each read more than the read.
    const ofFolder = looked.get(folder) ?? (await readRulesBelow(places, folder));
    looked.set(folder, ofFolder);
    return [...ofFolder, ...(await readPathRules(places, path))];
  };
  return new LateRules(rulesFor, known.map(({ name }) => name), history);
}

/** The same step, with an eye on what its calls touch. */
export function noticing(step: ToolStep, tools: ToolRegistry, machine: Pick<Machine, "resolve">, late: LateRules): ToolStep {
  return { ...step, executor: noticingTouched(step.executor, async (call) => touchedBy(call, tools, machine), late) };
}

async function touchedBy(
  call: { readonly name: string; readonly input: unknown },
  tools: ToolRegistry,
  machine: Pick<Machine, "resolve">,
): Promise<readonly string[]> {
  try {
    const loaded = await tools.load(call.name);
    const accesses = loaded?.tool.access?.(call.input as never) ?? [];
    const paths = accesses.flatMap((access) => (access.kind === "read" || access.kind === "write" ? [access.path] : []));
    const places = await Promise.all(paths.map(async (path) => machine.resolve(path)));
    return places.flatMap(({ inside, path }) => (inside ? [path] : []));
  } catch {
    return [];
  }
}

/** Runs a prompt with the rules that hold for the files attached to it. */
export async function* withRulesOf<Event>(
  attached: readonly Part[] = [],
  late: LateRules,
  machine: Pick<Machine, "resolve">,
  run: (attachments: readonly Part[]) => AsyncGenerator<Event, void>,
): AsyncGenerator<Event, void> {
  for (const part of attached) {
    const path = part.type === "text" ? /^<file path="([^"\n]+?)(?:(?::|#L)\d+(?:-L?\d+)?)?">/.exec(part.text)?.[1] : undefined;
    const place = path === undefined ? undefined : await machine.resolve(path).catch(() => undefined);
    if (place?.inside === true) await late.touch(place.path);
  }
  yield* run([...attached, ...late.take()]);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function placesOf({ environment: { cwd, home }, folders: { config } }: Place): RulesPlaces {
  return { cwd, home, config };
}
