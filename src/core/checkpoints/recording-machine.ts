import type { Files } from "@ainative-code/sdk";
import type { Machine } from "../tools/executor.ts";
import type { Recorder } from "./recorder.ts";

/** The same machine; whatever tools do to files is noted before. */
export function recordingMachine(machine: Machine, recorder: Pick<Recorder, "willWrite">): Machine {
  return { ...machine, files: (grants, signal) => recordingFiles(machine.files(grants, signal), recorder) };
}

function recordingFiles(files: Files, recorder: Pick<Recorder, "willWrite">): Files {
  return {
    ...files,
    async write(path, bytes, options) {
      await recorder.willWrite(await files.resolve(path), bytes, "write");
      await files.write(path, bytes, options);
    },
    ...(files.change === undefined
      ? {}
      : {
          async change(changes) {
            for (const { path, bytes } of changes) await recorder.willWrite(await files.resolve(path), bytes, "write");
            await files.change?.(changes);
          },
        }),
  };
}
