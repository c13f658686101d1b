import { exitCodeOf } from "@ainative-code/sdk";
import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { printable } from "../../app/printable.ts";
import { problemText } from "../../app/problem-text.ts";
import { testProvider } from "../../app/providers-test.ts";
import type { ProviderTest } from "../../app/providers-test.ts";
import { providersToTest } from "../../app/providers-test-choice.ts";
import { readProbeNames } from "../../app/providers-test-names.ts";
import { services } from "../../app/services.ts";
import { probeHead, probeLine } from "../../print/probe-line.ts";

export default class ProvidersTest extends Command {
  static override description =
    "Try out what a model can do where it is served.\n\nMakes one or two small requests for each capability, the way a chat makes them. What it learns is remembered. Without a provider: all that are set up. Exit code 0 when plain text works, else that of the failure.";
  static override examples = [
    "<%= config.bin %> providers test",
    "<%= config.bin %> providers test openai -m openai/gpt-6-luna",
    "<%= config.bin %> providers test ollama --only text,tool --json",
  ];
  static completes = { provider: "provider", model: "model" };
  static override args = { provider: Args.string({ description: "Only this provider.", ignoreStdin: true }) };
  static override flags = {
    model: Flags.string({
      char: "m",
      description: "The model to ask, as PROVIDER/MODEL. Default: the one in the settings, else the first that is listed.",
    }),
    only: Flags.string({
      description:
        "Only these capabilities, with commas between: text, stream, tool, parallel, image, pdf, thinking, json, cache, count, models.",
    }),
    timeout: Flags.integer({ description: "Seconds for each capability.", default: 120, min: 1, max: 3600 }),
  };

  override async run(): Promise<readonly ProviderTest[]> {
    const { args, flags } = await this.parse(ProvidersTest);
    const only = readProbeNames(flags.only);
    const own = services(this.config);
    try {
      const registries = await own.registries((problem) => this.logToStderr(`Warning: ${problemText(problem)}`));
      const choice = { id: args.provider, model: flags.model };
      const tests: ProviderTest[] = [];
      for (const id of await providersToTest(own, choice, this.signal)) {
        const test = await testProvider(own, registries, id, {
          model: flags.model,
          only,
          timeoutMs: flags.timeout * 1000,
          signal: this.signal,
          onModel: (ref, requests) => {
            this.logToStderr(`${ref}: up to ${requests} small requests`);
            this.log(probeHead);
          },
          onRow: (row) => this.log(printable(probeLine(row))),
        });
        this.tell(test);
        tests.push(test);
      }
      const failure = tests.find(({ error }) => error !== undefined)?.error;
      if (failure !== undefined) process.exitCode = exitCodeOf(failure);
      return tests;
    } finally {
      await own.close();
    }
  }

  private tell({ provider, error, failed }: ProviderTest): void {
    this.log("");
    if (error === undefined) return;
    this.logToStderr(printable(`${whatFailed(provider, failed)}: ${error.message}`));
    for (const action of error.actions) this.logToStderr(printable(`  Try: ${action}`));
  }
}

function whatFailed(provider: string, failed: ProviderTest["failed"]): string {
  if (failed === undefined || failed.capability === "text") return `${provider} does not answer`;
  return `${provider}: "${failed.capability}" ${failed.works === "no" ? "does not work" : "could not be tried"}`;
}
