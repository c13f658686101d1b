import { AinError } from "@ainative-code/sdk";
import type { ToolCallPart } from "@ainative-code/sdk";
import { isActedOn } from "../permissions/acted-on.ts";
import type { ResolvedAccess } from "../permissions/question.ts";
import { unfencedTool } from "../permissions/unfenced-tool.ts";
import { posixWord, type TypedWord } from "./typed-word.ts";

/** A call that was refused because nobody could be asked. */
export interface RefusedCall {
  readonly call: ToolCallPart;
  /** What it would have touched; nothing for a tool that does not tell. */
  readonly accesses?: readonly ResolvedAccess[];
  /** The sub-agent that wanted it. */
  readonly by?: string;
}

/** Of a call: itself, where nobody could be asked, and what it led to. */
export function unaskedIn(
  executed: RefusedCall & { readonly unasked: boolean; readonly refused?: readonly RefusedCall[] },
): readonly RefusedCall[] {
  return [...(executed.unasked ? [executed] : []), ...(executed.refused ?? [])];
}

/** What advice has to go by. */
export interface Advice {
  /** As in the policy: places that no mode changes unasked. */
  readonly own?: readonly string[] | undefined;
  /** For the shell of the person. A POSIX shell by default. */
  readonly word?: TypedWord;
}

/** More rules than this are nothing to type. */
const maxRules = 5;

/** Says what was refused, and with which flags just that would have been allowed. */
export function refusedCalls(calls: readonly RefusedCall[], mode: string, { own, word = posixWord }: Advice = {}): AinError {
  const refused = [...new Set(calls.map(describe))];
  return new AinError("permission-denied", `Refused, because nobody could be asked: ${refused.join(", ")}.`, {
    actions: [
      ...(mode === "ask" && calls.some((call) => isPlainEdit(call, own)) ? ["Allow edits: --permission-mode accept-edits"] : []),
      allowing(calls, word),
    ],
    details: { refused },
  });
}

function allowing(calls: readonly RefusedCall[], word: TypedWord): string {
  const rules = [...new Set(calls.flatMap(rulesFor))];
  const flags = rules.slice(0, maxRules).map((rule) => `--allowed-tools ${word(rule)}`);
  return `Allow just ${calls.length === 1 ? "this" : "these"}: ${flags.join(" ")}${rules.length > maxRules ? " …" : ""}`;
}

/** The rules that would let the call through; the tool as a whole where no rule could say it more closely. */
function rulesFor({ call, accesses = [] }: RefusedCall): readonly string[] {
  const { name } = call;
  if (accesses.length === 0) return [name];
  return accesses.flatMap((access) =>
    access.kind === "execute" ? [...rulesForLine(name, access), ...rulesForLeaving(access)] : ruleFor(name, patternFor(access)),
  );
}

function ruleFor(name: string, pattern: string | undefined): string {
  return pattern === undefined || /[()]/.test(pattern) ? name : `${name}(${pattern})`;
}

/** One for each command of the line, and for each file that the shell itself writes. */
function rulesForLine(name: string, { line }: Extract<ResolvedAccess, { readonly kind: "execute" }>): readonly string[] {
  if (line?.understood !== true) return [name];
  const files = line.files.map(({ kind, file }) =>
    file === undefined ? name : ruleFor(kind === "read" ? "read" : "edit", patternFor({ ...file, kind })),
  );
  return [...line.commands.map(({ forms: [form] }) => ruleFor(name, form)), ...files];
}

/** Leaving the fence is a permission of its own. */
function rulesForLeaving(access: Extract<ResolvedAccess, { readonly kind: "execute" }>): readonly string[] {
  if (access.unfenced === undefined) return [];
  const { line, ...rest } = access;
  return rulesForLine(unfencedTool, line === undefined ? rest : { ...rest, line: { ...line, files: [] } });
}

function patternFor(access: Exclude<ResolvedAccess, { readonly kind: "execute" }>): string | undefined {
  if (access.kind === "network") return access.host;
  return access.inside ? access.shown : `/${access.path}`;
}

function isPlainEdit({ accesses = [] }: RefusedCall, own: Advice["own"]): boolean {
  const isInside = (access: ResolvedAccess): boolean => "inside" in access && access.inside && !isActedOn(access, own);
  return accesses.some(({ kind }) => kind === "write") && accesses.every(isInside);
}

function describe({ call, by }: RefusedCall): string {
  const detail = call.input["command"] ?? call.input["path"];
  const what = typeof detail === "string" ? `${call.name} (${detail.split("\n", 1)[0] ?? ""})` : call.name;
  return by === undefined ? what : `${what} by the sub-agent ${by}`;
}
