import type { BackgroundShells, Files, Processes } from "@ainative-code/sdk";
import type { Machine } from "../tools/executor.ts";
import type { Recorder } from "./recorder.ts";

type Notes = Pick<Recorder, "willWrite" | "failed" | "willRun" | "effect" | "settled">;

/** The same machine; whatever tools do to files is noted before. */
export function recordingMachine(machine: Machine, recorder: Notes): Machine {
  return {
    ...machine,
    files: (grants, signal) => recordingFiles(machine.files(grants, signal), recorder),
    processes: (signal, options) => recordingProcesses(machine.processes(signal, options), recorder),
  };
}

function recordingProcesses(processes: Processes, recorder: Notes): Processes {
  const { background } = processes;
  return {
    ...processes,
    async run(options) {
      const ended = await recorder.willRun(options.command, "bash");
      try {
        return await processes.run(options);
      } finally {
        await ended();
      }
    },
    ...(background === undefined ? {} : { background: recordingBackground(background, recorder) }),
  };
}

/** Nobody knows when it changes what. */
function recordingBackground(background: BackgroundShells, recorder: Notes): BackgroundShells {
  return {
    read: async (id, options) => background.read(id, options),
    stop: async (id) => background.stop(id),
    list: () => background.list(),
    async start(options) {
      await recorder.effect({ by: "bash", what: options.command, why: "what it changes while it runs in the background stays" });
      return background.start(options);
    },
  };
}

function recordingFiles(files: Files, recorder: Notes): Files {
  return {
    ...files,
    async write(path, bytes, options) {
      const place = await files.resolve(path);
      await recorder.willWrite(place, bytes, "write");
      try {
        await files.write(path, bytes, options);
      } catch (error) {
        await recorder.failed(place);
        throw error;
      } finally {
        await recorder.settled(place);
      }
    },
    ...(files.change === undefined
      ? {}
      : {
          async change(changes) {
            const places = await Promise.all(changes.map(async ({ path }) => files.resolve(path)));
            for (const [index, { bytes }] of changes.entries()) await recorder.willWrite(places[index] ?? "", bytes, "write");
            try {
              await files.change?.(changes);
            } catch (error) {
              await recorder.failed(...places);
              throw error;
            } finally {
              await recorder.settled(...places);
            }
          },
        }),
  };
}
