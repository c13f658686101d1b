import { rolePart } from "../context/role-part.ts";
import type { SystemPart } from "./system-prompt.ts";
import type { SubAgentDefinition } from "./sub-agent-definition.ts";

const subAgentPart = `You are a sub-agent: another agent has handed you one task, and nobody else reads along.
- Do just this task, to its end. There is no one to ask back: decide what is open, and say how you decided.
- Your last answer is all that the other agent gets. Put into it what was found or done, with paths and line numbers, and what could not be done. Be brief.
- Other sub-agents may work in the same files at the same time. Where a file has changed since you read it, read it again and fit your change in.`;

/** The head of a sub-agent's requests: that of the conversation, with the agent's own role where it has one. */
export function subAgentSystem(system: readonly SystemPart[], { prompt }: SubAgentDefinition): readonly string[] {
  const texts = system.map(({ text }) => text);
  const own = prompt === undefined || prompt.trim() === "" ? undefined : prompt.trim();
  if (own === undefined) return [...texts, subAgentPart];
  return [own, ...texts.filter((text) => text !== rolePart), subAgentPart];
}
