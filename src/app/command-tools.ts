import { AinError } from "@ainative-code/sdk";
import type { JsonSchema, Risk, Tool, ToolOutput } from "@ainative-code/sdk";
import type { Config } from "@ainative-code/sdk/oclif";
import { isContributionName } from "../core/plugins/contribution-name.ts";
import type { Contribution } from "../core/plugins/contributions.ts";
import type { ProblemListener } from "../core/plugins/plugin-problems.ts";

/** What the build writes into `oclif.manifest.json` for a command with `static tool`. */
interface ManifestTool {
  readonly risk: Risk;
  readonly input: JsonSchema;
  readonly undo?: unknown;
}

type Loadable = Config["commands"][number];

interface CommandTool {
  readonly contribution: Contribution;
  readonly value: Tool;
}

/**
 * The commands that are tools as well, read from manifests. `zerodb memory store` is the tool `zerodb_memory_store`.
 * Its class is imported when the tool runs. A mark that can't be read is told to `onProblem` and left out.
 */
export function commandTools(config: Config, onProblem: ProblemListener): readonly CommandTool[] {
  return config.commands.flatMap((command) => {
    const tool: unknown = Reflect.get(command, "tool");
    const plugin = command.pluginName ?? command.pluginAlias;
    if (tool === undefined || plugin === undefined || isAlias(command)) return [];
    const name = command.id.replaceAll(/[:\s]/g, "_");
    const mistake = mistakeIn(tool, name);
    if (mistake !== undefined) {
      onProblem({ plugin, message: `marks its command "${command.id.replaceAll(":", " ")}" as a tool, ${mistake}` });
    }
    if (mistake !== undefined || !isManifestTool(tool)) return [];
    const contribution: Contribution = {
      kind: "tool",
      id: name,
      plugin,
      module: undefined,
      secrets: [],
      ...(typeof tool.undo === "string" ? { undo: tool.undo } : {}),
    };
    const description = command.description ?? command.summary ?? `Runs the command ${command.id}.`;
    return [{ contribution, value: commandTool(config, command.id, name, description, tool) }];
  });
}

/** oclif lists a command once more for each of its aliases. */
function isAlias({ id, aliases, hiddenAliases }: Loadable): boolean {
  return aliases.includes(id) || hiddenAliases.includes(id);
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
      const argv = argvOf(input, command);
      const { data, output, exitCode, error } = await runInProcess(await loaded(command), argv, config, {
        signal: context.signal,
        onOutput: (text) => {
          context.progress(text);
        },
      });
      if (error !== undefined) {
        return { content: [output.trimEnd(), error.message, ...error.actions].filter(Boolean).join("\n"), isError: true };
      }
      const content = data === undefined || data === null ? output : JSON.stringify(data);
      return { content: content === "" ? "Done." : content, isError: exitCode !== 0, details: { exitCode } };
    },
  };
}

async function loaded(command: Loadable): Promise<object> {
  try {
    return await command.load();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n", 1)[0] : String(cause);
    throw new AinError(
      "plugin",
      `The plugin ${command.pluginName ?? command.pluginAlias ?? ""} could not load its command: ${reason ?? ""}`,
      { cause },
    );
  }
}

const risks: ReadonlySet<unknown> = new Set(["read", "write", "execute", "network"]);

function mistakeIn(tool: unknown, name: string): string | undefined {
  if (!isContributionName(name)) return "and its name is none that a vendor accepts for a tool";
  const risk: unknown = typeof tool === "object" && tool !== null ? Reflect.get(tool, "risk") : undefined;
  if (!risks.has(risk)) return `with the unknown risk ${JSON.stringify(risk)}`;
  return isManifestTool(tool) ? undefined : "without its input: let `ainative-plugin manifest` write its oclif.manifest.json";
}

function isManifestTool(value: unknown): value is ManifestTool {
  if (typeof value !== "object" || value === null || !("risk" in value) || !("input" in value)) return false;
  return risks.has(value.risk) && typeof value.input === "object" && value.input !== null;
}
