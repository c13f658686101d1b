import { AinError } from "@ainative-code/sdk";
import type { JsonSchema, Risk, Tool, ToolOutput } from "@ainative-code/sdk";
import type { Config } from "@ainative-code/sdk/oclif";
import type { Contribution } from "../core/plugins/contributions.ts";

/** What the build writes into `oclif.manifest.json` for a command with `static tool`. */
interface ManifestTool {
  readonly risk: Risk;
  readonly input: JsonSchema;
}

interface CommandTool {
  readonly contribution: Contribution;
  readonly value: Tool;
}

/**
 * The commands that are tools as well, read from manifests. `zerodb memory store` is the tool `zerodb_memory_store`.
 * Its class is imported when the tool runs.
 */
export function commandTools(config: Config): readonly CommandTool[] {
  return config.commands.flatMap((command) => {
    const tool: unknown = Reflect.get(command, "tool");
    if (!isManifestTool(tool) || command.pluginName === undefined) return [];
    const name = command.id.replaceAll(/[:\s]/g, "_");
    const contribution: Contribution = { kind: "tool", id: name, plugin: command.pluginName, module: undefined, secrets: [] };
    const description = command.description ?? command.summary ?? `Runs the command ${command.id}.`;
    return [{ contribution, value: commandTool(config, command.id, name, description, tool) }];
  });
}

function commandTool(config: Config, id: string, name: string, description: string, tool: ManifestTool): Tool {
  return {
    name,
    description,
    risk: tool.risk,
    input: tool.input,
    async run(input, context): Promise<ToolOutput> {
      const { argvOf, runInProcess } = await import("@ainative-code/sdk/command");
      const command = config.findCommand(id, { must: true });
      const loaded = await command.load();
      const argv = argvOf(input, command);
      const { data, output, exitCode, error } = await runInProcess(loaded, argv, config, {
        signal: context.signal,
        onOutput: (text) => {
          context.progress(text);
        },
      });
      if (error !== undefined) return { content: [error.message, ...error.actions].join("\n"), isError: true };
      const content = data === undefined || data === null ? output : JSON.stringify(data);
      return { content: content === "" ? "Done." : content, isError: exitCode !== 0, details: { exitCode } };
    },
  };
}

function isManifestTool(value: unknown): value is ManifestTool {
  if (typeof value !== "object" || value === null || !("risk" in value) || !("input" in value)) return false;
  if (typeof value.input !== "object" || value.input === null) return false;
  if (["read", "write", "execute", "network"].includes(String(value.risk))) return true;
  throw new AinError("plugin", `A command marks itself as a tool with the unknown risk ${JSON.stringify(value.risk)}.`);
}
