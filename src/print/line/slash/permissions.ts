import { AinError } from "@ainative-code/sdk";
import { approvedRules } from "../../../app/approvals.ts";
import { permissionModes } from "../../../app/permission-modes.ts";
import type { SlashCommand } from "./slash-command.ts";

export const commandPermissions: SlashCommand = {
  name: "permissions",
  aliases: [],
  argument: "[MODE]",
  summary: `Show or change who may do what: ${permissionModes.join(", ")}.`,
  async run(argument, { chat, services, paper }) {
    if (argument === "") {
      const config = await services.config();
      const { allow, ask, deny } = config.core.permissions;
      const told = { allowed: [...allow, ...approvedRules(services, config)], "asked about": ask, denied: deny };
      const rules = Object.entries(told).flatMap(([kind, texts]) => texts.map((rule) => `  ${kind}: ${rule}`));
      paper.print(`${[`The mode is ${chat.chat.permissionMode}. Others: ${permissionModes.join(", ")}`, ...rules].join("\n")}\n`);
      return;
    }
    const permissionMode = permissionModes.find((mode) => mode === argument);
    if (permissionMode === undefined) {
      throw new AinError("invalid-input", `"${argument}" is no permission mode.`, {
        actions: [`/permissions ${permissionModes.join("|")}`],
      });
    }
    await chat.change({ permissionMode });
    paper.print(`From now on the permission mode is ${permissionMode}.\n`);
  },
};
