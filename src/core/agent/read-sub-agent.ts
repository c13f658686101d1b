import { permissionModes, type PermissionMode } from "../permissions/policy.ts";
import type { SubAgentDefinition } from "./sub-agent-definition.ts";

export interface SubAgentText {
  /** Of the file, without its ending. */
  readonly fileName: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** What comes of a file, and what of it is not taken as it is meant, as the ends of sentences about it. */
export interface ReadSubAgent {
  readonly definition: SubAgentDefinition | undefined;
  readonly problems: readonly string[];
}

const lawfulName = /^[a-z0-9][a-z0-9_-]{0,63}$/i;

/** What other programs of this kind call the modes. */
const modeWords: Readonly<Record<string, PermissionMode>> = {
  default: "ask",
  acceptedits: "accept-edits",
  bypasspermissions: "bypass",
};

/** A sub-agent from the head and the text of its file. It is left out where it has no usable name or description. */
export function readSubAgent({ fileName, fields, body }: SubAgentText): ReadSubAgent {
  const name = fields["name"] ?? fileName;
  const description = fields["description"];
  if (typeof name !== "string" || !lawfulName.test(name)) {
    return leftOut(`names the sub-agent ${JSON.stringify(name)}: letters, digits, - and _ can be used`);
  }
  if (typeof description !== "string" || description.trim() === "") {
    return leftOut("does not say when to use it: it needs a description in its head");
  }
  const problems: string[] = [];
  const optional = {
    prompt: body.trim() === "" ? undefined : body.trim(),
    tools: namesIn(fields, "tools", problems),
    withoutTools: namesIn(fields, "disallowedTools", problems),
    model: modelIn(fields, problems),
    mode: modeIn(fields, problems),
    maxTurns: turnsIn(fields, problems),
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return { definition: { name, description: description.replaceAll(/\s+/g, " ").trim().slice(0, 1000), ...given }, problems };
}

function leftOut(problem: string): ReadSubAgent {
  return { definition: undefined, problems: [`${problem}; it is left out`] };
}

/** A list, or words parted by commas. A pattern behind a name is no matter here: each call is asked about. */
function namesIn(fields: SubAgentText["fields"], key: string, problems: string[]): readonly string[] | undefined {
  const value = fields[key];
  if (value === undefined || value === null) return undefined;
  const words: readonly unknown[] = Array.isArray(value)
    ? value
    : typeof value === "string"
      ? value.split(/,(?![^(]*\))/)
      : [undefined];
  if (!words.every((word) => typeof word === "string")) {
    problems.push(`has ${key} that are no list of names; it gets no tool`);
    return key === "tools" ? [] : ["*"];
  }
  return words.map((word) => word.replace(/\(.*\)\s*$/s, "").trim()).filter((word) => word !== "");
}

function modelIn(fields: SubAgentText["fields"], problems: string[]): string | undefined {
  const value = fields["model"];
  if (value === undefined || value === null || value === "inherit") return undefined;
  if (typeof value === "string" && /^[^/\s]+\/\S+$/.test(value)) return value;
  problems.push(`names the model ${JSON.stringify(value)}, which is no PROVIDER/MODEL; that of the conversation is used`);
  return undefined;
}

function modeIn(fields: SubAgentText["fields"], problems: string[]): PermissionMode | undefined {
  const value = fields["permissionMode"] ?? fields["permission-mode"];
  if (value === undefined || value === null) return undefined;
  const word = typeof value === "string" ? value.toLowerCase() : "";
  const mode = modeWords[word] ?? permissionModes.find((one) => one === word);
  if (mode === undefined) problems.push(`has the unknown permission mode ${JSON.stringify(value)}; it may only read`);
  return mode ?? "plan";
}

function turnsIn(fields: SubAgentText["fields"], problems: string[]): number | undefined {
  const value = fields["maxTurns"] ?? fields["max-turns"];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value > 0) return value;
  problems.push(`has maxTurns that is no whole number above 0; the usual limit holds`);
  return undefined;
}
