import { Command } from "@ainative-code/sdk/command";
import { printable } from "../../app/printable.ts";
import { testSandbox } from "../../app/sandbox-test.ts";
import type { SandboxTest, TriedEscape } from "../../app/sandbox-test.ts";
import { services } from "../../app/services.ts";
import { tableOf } from "../../print/table.ts";

export default class SandboxTestCommand extends Command {
  static override description =
    "Try eight ways out of the sandbox for real, in folders made for it. One passes if it succeeds without the fence and fails with it; exit code 1 if one does not.";
  static override examples = ["<%= config.bin %> sandbox test", "<%= config.bin %> sandbox test --json"];

  override async run(): Promise<SandboxTest> {
    await this.parse(SandboxTestCommand);
    const test = await testSandbox(services(this.config));
    if (test.missing !== undefined)
      this.log(
        [`There is no fence: ${printable(test.missing)}.`, ...test.actions.map((action) => `  ${printable(action)}`), ""].join(
          "\n",
        ),
      );
    this.log(tableOf(["", "ESCAPE", "WITHOUT", "FENCED", "WHAT IT TRIES"], test.escapes.map(rowOf)));
    if (!test.passed) process.exitCode = 1;
    return test;
  }
}

function rowOf({ name, about, succeedsUnfenced, succeedsFenced, passed }: TriedEscape): readonly string[] {
  const told = (succeeds: boolean | undefined): string =>
    succeeds === undefined ? "not tried" : succeeds ? "succeeds" : "fails";
  return [passed ? "pass" : "FAIL", name, told(succeedsUnfenced), told(succeedsFenced), about];
}
