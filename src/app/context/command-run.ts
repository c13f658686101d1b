import type { Policy } from "../../core/permissions/policy.ts";
import { parseRule } from "../../core/permissions/rule.ts";
import type { PluginProblem } from "../../core/plugins/contributions.ts";
import type { Executor } from "../../core/tools/executor.ts";
import type { Reach } from "../chat.ts";
import { rootedRule } from "../rooted-rule.ts";
import type { Services } from "../services.ts";
import { expandCommand } from "./expand-command.ts";
import { checkTrusted, ownCommands } from "./own-commands.ts";
import type { CommandRun } from "./with-commands.ts";

interface Runner {
  readonly reach: Reach;
  readonly executor: Pick<Executor, "execute">;
  readonly sessionId: string;
}

/** How the commands of a conversation are found and run. */
export function commandRun(
  services: Services,
  runner: Runner,
  policy: () => Policy,
  onProblem: (problem: PluginProblem) => void,
): Pick<CommandRun, "find" | "expand" | "allow"> {
  const { gatekeeper } = runner.reach;
  const told = new Set<string>();
  return {
    async find(name) {
      const notices: string[] = [];
      const found = (await ownCommands(services, (text) => notices.push(text))).find((command) => command.name === name);
      if (found === undefined) for (const message of notices) onProblem({ plugin: "commands", message });
      return found;
    },
    async expand(command, argument, signal) {
      return expandCommand(command, argument, runner, signal);
    },
    allow(command) {
      checkTrusted(command, services);
      const { allow, given = [], locked } = policy();
      if (locked !== undefined && command.allowedTools.length > 0) {
        if (!told.has(command.name)) {
          onProblem({ plugin: "commands", message: `The allowed-tools of /${command.name} do not hold: ${locked}` });
        }
        told.add(command.name);
        return () => undefined;
      }
      const rules = command.allowedTools.map((text) => rootedRule(parseRule(text), services.environment.home));
      gatekeeper.use({ ...policy(), allow: [...allow, ...rules], given: [...given, ...rules] });
      return () => gatekeeper.use(policy());
    },
  };
}
