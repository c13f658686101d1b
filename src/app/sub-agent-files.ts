import { standardSubAgents } from "../core/agent/sub-agent-definition.ts";
import type { SubAgentDefinition } from "../core/agent/sub-agent-definition.ts";
import type { Services } from "./services.ts";

export async function subAgentDefinitions(_place: Pick<Services, "environment" | "folders">, _onNotice: (text: string) => void): Promise<readonly SubAgentDefinition[]> {
  return Promise.resolve(standardSubAgents);
}
