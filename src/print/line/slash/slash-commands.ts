import { commandAgents } from "./agents.ts";
import { commandBudget } from "./budget.ts";
import { commandClear } from "./clear.ts";
import { commandCompact } from "./compact.ts";
import { commandContext } from "./context.ts";
import { commandCost } from "./cost.ts";
import { commandHelp } from "./help.ts";
import { commandMcp } from "./mcp.ts";
import { commandModel } from "./model.ts";
import { commandPermissions } from "./permissions.ts";
import { commandRedo } from "./rewind/redo.ts";
import { commandRewind } from "./rewind/rewind.ts";
import { commandUndo } from "./rewind/undo.ts";
import { commandResume } from "./resume.ts";
import { commandTasks } from "./tasks.ts";
import type { SlashCommand } from "./slash-command.ts";

const commandQuit: SlashCommand = {
  name: "quit",
  aliases: ["exit"],
  argument: "",
  summary: "Leave. Ctrl+D does it too.",
  run: () => Promise.resolve("leave"),
};

/** All of them, in the order of `/help`. */
export const slashCommands: readonly SlashCommand[] = [
  commandHelp(() => slashCommands),
  commandModel,
  commandPermissions,
  commandMcp,
  commandAgents,
  commandTasks,
  commandClear,
  commandResume,
  commandUndo,
  commandRedo,
  commandRewind,
  commandCompact,
  commandContext,
  commandCost,
  commandBudget,
  commandQuit,
];
