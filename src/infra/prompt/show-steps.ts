import { Listr, ListrDefaultRendererLogLevels, ListrLogger, ProcessOutput } from "listr2";
import type { ListrDefaultRendererOptions } from "listr2";
import type { ShowSteps, Step } from "../../core/setup/step.ts";

/** Shows steps on stderr: on a terminal with what runs now, elsewhere as a line for each that has succeeded. */
export function showSteps(terminal: boolean, printable: (text: string) => string): ShowSteps {
  return async <T>(steps: readonly Step<T>[]) => {
    const results: T[] = [];
    const tasks = steps.map((step, index) => ({
      title: printable(step.title),
      task: async (_: unknown, task: { title: string; skip(): void }): Promise<void> => {
        const result = await step.run();
        results[index] = result;
        const told = step.told?.(result);
        const line = printable(told === undefined ? step.title : `${step.title}: ${told}`);
        task.title = line;
        if (step.isNothing?.(result) === true) task.skip();
        if (!terminal) process.stderr.write(`${line}\n`);
      },
    }));
    // The signals are the command's to hear; a failure is told by whoever asked for the step.
    const options = { concurrent: true, exitOnError: true, registerSignalListeners: false } as const;
    await (terminal
      ? new Listr(tasks, { ...options, renderer: "default", rendererOptions: onStderr() }).run()
      : new Listr(tasks, { ...options, renderer: "silent" }).run());
    return results;
  };
}

/** stdout is for what a program may read. */
function onStderr(): ListrDefaultRendererOptions {
  const processOutput = new ProcessOutput(process.stderr, process.stderr);
  const icon = { [ListrDefaultRendererLogLevels.SKIPPED_WITH_COLLAPSE]: "-" };
  return {
    logger: new ListrLogger({ processOutput }),
    icon,
    showErrorMessage: false,
    suffixSkips: false,
    showSkipMessage: false,
  };
}
