import type { Executor } from "../tools/executor.ts";
import type { UndoCall } from "./ledger-entry.ts";
import type { Recorder } from "./recorder.ts";

/** What is known of a tool beforehand. */
export interface ToolTraits {
  /** It only looks, or it tells what it touches: then its changes are noted where they happen. */
  readonly isSeen: boolean;
  /** What takes a call back. */
  readonly undo?: Pick<UndoCall, "plugin" | "module"> | undefined;
}

/** Characters of a call's result that its undo gets. */
const maxOutput = 64 * 1024;

/** Notes the calls of tools that do not tell what they touch. */
export function recordingExecutor(
  executor: Pick<Executor, "execute">,
  recorder: Pick<Recorder, "effect">,
  traitsOf: (name: string) => Promise<ToolTraits | undefined>,
): Pick<Executor, "execute"> {
  return {
    async execute(original, options) {
      const executed = await executor.execute(original, options);
      const { call, result } = executed;
      const traits = result.status === "denied" ? undefined : await traitsOf(call.name).catch(() => undefined);
      if (traits === undefined || traits.isSeen) return executed;
      const output = result.content
        .flatMap((part) => (part.type === "text" ? [part.text] : []))
        .join("\n")
        .slice(0, maxOutput);
      const undo =
        traits.undo === undefined || result.status !== "ok"
          ? {}
          : { undo: { ...traits.undo, id: call.id, input: call.input, output } };
      await recorder.effect({
        by: call.name,
        what: JSON.stringify(call.input),
        why: "what it did is not in files of this folder, or not known",
        ...undo,
      });
      return executed;
    },
  };
}
