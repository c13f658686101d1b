import type { Tool } from "@ainative-code/sdk";
import { turnTool } from "../tools/turn-tool.ts";
import type { SubAgentDefinition } from "./sub-agent-definition.ts";
import type { SubAgents } from "./sub-agents.ts";

export const taskToolName = "task";

const about = `Hands one task to a sub-agent: an agent with a conversation of its own, which sees nothing of this one and answers once, when it is done.

- Use it for work that stands by itself and would fill this conversation with what is not needed later: a search over many files, a piece of a larger change.
- Several calls in one answer run side by side. Give tasks that run together different files to change.
- The prompt has to hold everything: the goal, the paths, what is known, what the answer should contain.
- What the sub-agent does was not seen by the user in full: tell them what matters of it, and check it before you build on it.`;

/**
 * The tool by which an agent hands work on. It asks for nothing itself: each call of the sub-agent is asked about as its
 * parent's are.
 */
export function taskTool(agents: readonly SubAgentDefinition[], subAgents: Pick<SubAgents, "run">): Tool {
  const kinds = agents.map(({ name, description }) => `- ${name}: ${description}`).join("\n");
  return turnTool(
    {
      name: taskToolName,
      description: `${about}\n\nThe sub-agents there are:\n${kinds}`,
      risk: "read",
      input: {
        type: "object",
        additionalProperties: false,
        required: ["description", "prompt"],
        properties: {
          description: {
            type: "string",
            minLength: 1,
            maxLength: 200,
            description: "The task in three to five words, for the user.",
          },
          prompt: { type: "string", minLength: 1, description: "The whole task." },
          agent: {
            type: "string",
            enum: agents.map(({ name }) => name),
            description: "The kind of sub-agent; general where it is left out.",
          },
          model: {
            type: "string",
            pattern: "^[^/\\s]+/\\S+$",
            description: "Another model, as provider/model; only where the user wishes so.",
          },
        },
      },
    },
    async (call, turn) => subAgents.run(call, turn),
  );
}
