import { AinError } from "@ainative-code/sdk";
import type { PermissionQuestion, ResolvedAccess } from "../permissions/question.ts";
import type { AskFence } from "../sandbox/fence-state.ts";

/** Whether commands of a call run outside the fence, and why. Throws `permission-denied` where they must not. */
export async function unfencedBy(
  accesses: readonly ResolvedAccess[],
  fence: AskFence | undefined,
): Promise<PermissionQuestion["unfenced"]> {
  const commands = accesses.filter((access) => access.kind === "execute");
  if (commands.length === 0 || fence === undefined) return undefined;
  const state = await fence();
  if (state.kind === "off") return undefined;
  if (state.kind === "missing") return { by: "machine", why: state.why };
  const why = commands.find(({ unfenced }) => unfenced !== undefined)?.unfenced;
  if (why === undefined) return undefined;
  if (state.isRequired) {
    throw new AinError("permission-denied", "Refused: every command has to run in the sandbox (sandbox.mode is required).", {
      actions: ["Go on without it, or tell the user what it would need."],
    });
  }
  return { by: "call", why };
}
