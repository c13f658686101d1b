import { AinError } from "@ainative-code/sdk";
import type { UndoCall } from "../core/checkpoints/ledger-entry.ts";
import type { Services } from "./services.ts";

/** Milliseconds for a plugin to take one call back. */
const limitMs = 60_000;

/** Throws `plugin` where it can't be asked, and what it throws. */
export async function undoByPlugin(services: Services, { plugin, module, input, output }: UndoCall): Promise<string> {
  const undo: unknown = await services.importModule(plugin, module);
  if (typeof undo !== "function") {
    throw new AinError("plugin", `${module} of ${plugin} has no default export that takes a call back.`);
  }
  const told: unknown = await Promise.resolve(
    Reflect.apply(undo, undefined, [{ input, output }, services.hostFor(plugin), AbortSignal.timeout(limitMs)]),
  );
  return typeof told === "string" ? told : "taken back";
}
