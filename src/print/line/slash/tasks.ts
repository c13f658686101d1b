import { AinError } from "@ainative-code/sdk";
import { printable } from "../../../app/printable.ts";
import type { SlashCommand } from "./slash-command.ts";

export const commandTasks: SlashCommand = {
  name: "tasks",
  aliases: [],
  argument: "[stop N]",
  summary: "Show the sub-agents that run, or stop one; also while they do.",
  isImmediate: true,
  run(argument, { chat, paper }) {
    const tasks = chat.chat.tasks();
    const [, number] = /^stop\s+(\d+)$/.exec(argument) ?? [];
    if (number !== undefined) {
      if (tasks?.stop(Number(number)) !== true) throw noSuch(Number(number));
      paper.print(`Task ${number} is stopped; the others and the turn go on.\n`);
    } else if (argument !== "") {
      throw new AinError("invalid-input", `"${argument}" can't be done with tasks.`, { actions: ["/tasks", "/tasks stop N"] });
    } else {
      const running = tasks?.running ?? [];
      if (running.length === 0) paper.print("No sub-agent runs.\n");
      for (const task of running) {
        paper.print(`${String(task.number)}  ${printable(task.agent)}: ${printable(task.description)}\n`);
      }
    }
    return Promise.resolve();
  },
};

function noSuch(number: number): AinError {
  return new AinError("invalid-input", `No sub-agent with the number ${String(number)} runs.`, {
    actions: ["See those that do: /tasks"],
  });
}
