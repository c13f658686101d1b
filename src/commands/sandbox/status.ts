import { Command } from "@ainative-code/sdk/command";
import { printable } from "../../app/printable.ts";
import { sandboxStatus } from "../../app/sandbox-status.ts";
import type { SandboxStatus } from "../../app/sandbox-status.ts";
import { services } from "../../app/services.ts";
import { tableOf } from "../../print/table.ts";

export default class SandboxStatusCommand extends Command {
  static override description = "Tell whether commands that the model runs are fenced here, by what, and what is missing.";
  static override examples = ["<%= config.bin %> sandbox status"];

  override async run(): Promise<SandboxStatus> {
    await this.parse(SandboxStatusCommand);
    const status = await sandboxStatus(services(this.config));
    this.log(summaryOf(status));
    for (const action of status.actions) this.log(`  ${printable(action)}`);
    const rows = status.parts.map(({ name, path, version, use }) => [name, version ?? "", path ?? "not installed", use]);
    if (rows.length > 0) this.log(`\n${tableOf(["PROGRAM", "VERSION", "PATH", "FOR"], rows)}`);
    this.log(`\nWritable: ${status.writable.map(printable).join(", ")}, and a /tmp of its own`);
    this.log(`Network: ${status.allowedDomains.length === 0 ? "none" : status.allowedDomains.map(printable).join(", ")}`);
    this.log("Try it: ainative-code sandbox test");
    return status;
  }
}

function summaryOf({ mode, fence, missing }: SandboxStatus): string {
  if (fence === undefined) {
    const consequence = {
      auto: "Each command is asked about.",
      required: "Commands are refused.",
      off: "It is switched off besides (sandbox.mode).",
    }[mode];
    return `Commands are not fenced: ${printable(missing ?? "")}. ${consequence}`;
  }
  return mode === "off"
    ? `Commands are not fenced: sandbox.mode is off. It could be done by ${fence}.`
    : `Commands are fenced by ${fence} (sandbox.mode: ${mode}).`;
}
