import { environmentPart } from "../context/environment-part.ts";
import type { Surroundings } from "../context/environment-part.ts";
import { rolePart } from "../context/role-part.ts";
import type { Rules } from "../context/rules.ts";
import { rulesPart } from "../context/rules-part.ts";

export interface SystemPromptSource extends Surroundings {
  /** Rules for agents, nearest last; empty where there are none. */
  readonly rules: readonly Rules[];
  /** What the model is told of the skills there are; empty where there are none. */
  readonly skills?: string;
  /** In place of who the assistant is and how it works. */
  readonly instead?: string | undefined;
  /** Behind everything that is fixed. */
  readonly appended?: string | undefined;
}

/** A part of the system prompt, by a name that a person understands. */
export interface SystemPart {
  readonly name: string;
  readonly text: string;
}

/**
 * The stable head of every request of a session, what changes least first, so that a vendor's prompt cache holds as long
 * as it can: the role, the rules, the skills, what the user adds, and the surroundings last.
 */
export function systemParts(source: SystemPromptSource): readonly SystemPart[] {
  const { rules, skills = "", instead, appended } = source;
  const parts = [
    { name: "role", text: instead ?? rolePart },
    ...rules.map((one) => ({ name: one.path, text: rulesPart(one) })),
    { name: "skills", text: skills },
    { name: "appended", text: appended ?? "" },
    { name: "surroundings", text: environmentPart(source) },
  ];
  return parts.filter(({ text }) => text.trim() !== "");
}
