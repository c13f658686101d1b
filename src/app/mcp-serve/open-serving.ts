import { AinError } from "@ainative-code/sdk";
import { promptArguments } from "../../core/mcp/serve/prompt-arguments.ts";
import type { OfferedTool, Serving } from "../../core/mcp/serve/serving.ts";
import { parseRule, splitRules } from "../../core/permissions/rule.ts";
import { sameTool } from "../../core/permissions/same-tool.ts";
import type { PermissionMode } from "../../core/permissions/policy.ts";
import type { ProblemListener } from "../../core/plugins/plugin-problems.ts";
import { problemOfLoading } from "../../core/plugins/load-module.ts";
import { Slots } from "../../core/slots.ts";
import type { ToolRegistry } from "../../core/tools/tool-registry.ts";
import { ownCommands } from "../context/own-commands.ts";
import { refuseLocked } from "../refuse-locked.ts";
import { sandboxOf } from "../sandbox.ts";
import { secretVariables } from "../secret-variables.ts";
import type { Services } from "../services.ts";
import { deniedReadsOf, policyOf } from "../tool-step.ts";
import { unknownTools } from "../unknown-tools.ts";
import { servedClient } from "./served-client.ts";

export interface ServeOptions {
  readonly permissionMode?: PermissionMode | undefined;
  /** Rules besides those of the config, each text one or several. */
  readonly allowedTools: readonly string[];
  readonly disallowedTools: readonly string[];
  readonly addedFolders: readonly string[];
  /** Only these tools are offered; all of them if there is none. */
  readonly tools: readonly string[];
  /** Variables that commands do not get to see, besides those that the settings tell of. */
  readonly hiddenVariables?: readonly string[];
  readonly onProblem: ProblemListener;
}

/**
 * Our tools for other programs, under the same settings as in a chat here. Throws `AinError` for whatever can't be used as
 * asked.
 */
export async function openServing(services: Services, options: ServeOptions): Promise<Serving> {
  const config = await services.config();
  refuseLocked(config, options);
  sandboxOf(services).add(options.addedFolders);
  const plugins = await services.registries(options.onProblem);
  // A tool that is named on the command line was asked for; all others may be missing.
  for (const rule of options.allowedTools.flatMap(splitRules)) await plugins.tools.load(parseRule(rule).tool);
  const registries = { ...plugins, tools: await chosenTools(plugins.tools, options.tools) };
  const policy = policyOf(config, options.permissionMode ?? config.core.permissions.mode, options, services);
  for (const message of unknownTools(
    policy,
    plugins.tools.list().map(({ id }) => id),
  ))
    options.onProblem({ plugin: "permissions", message });
  const [denied, tools] = [await deniedReadsOf(policy, registries), await offered(registries.tools, options.onProblem)];
  const secretNames = [...(await secretVariables(services)), ...(options.hiddenVariables ?? [])];
  const writing = new Slots(1);
  const notice = (message: string): void => options.onProblem({ plugin: "commands", message });
  return {
    tools,
    version: services.version,
    prompts: async () =>
      (await ownCommands(services, notice)).map((command) => ({
        name: command.name,
        description: command.summary,
        arguments: promptArguments(command),
      })),
    client: () =>
      servedClient({ services, config, registries, policy, denied, secretNames, writing, onProblem: options.onProblem }),
  };
}

/** Throws `invalid-input` for a name that nothing has. */
async function chosenTools(tools: ToolRegistry, names: readonly string[]): Promise<ToolRegistry> {
  if (names.length === 0) return tools;
  for (const name of names) {
    if (!tools.list().some(({ id }) => sameTool(name.toLowerCase(), id))) {
      const known = tools.list().map(({ id }) => id).sort();
      throw new AinError("invalid-input", `There is no tool named "${name}".`, { actions: [`There are: ${known.join(", ")}`] });
    }
  }
  const allows = (id: string): boolean => names.some((name) => sameTool(name.toLowerCase(), id));
  for (const { id } of tools.list()) if (allows(id)) await tools.load(id);
  return tools.only(allows);
}

async function offered(tools: ToolRegistry, onProblem: ProblemListener): Promise<readonly OfferedTool[]> {
  const declared = await tools.declarations((error) => {
    const problem = problemOfLoading(error);
    if (problem !== undefined) onProblem(problem);
  });
  return Promise.all(declared.map(async (one) => ({ ...one, risk: (await tools.load(one.name))?.tool.risk ?? "execute" })));
}
