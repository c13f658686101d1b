import { printable } from "../app/printable.ts";
import type { Session } from "../core/sessions/store.ts";

/** Where a session of a sub-agent belongs, and the sub-agents that a session has started, the first one first. */
export function familyLines({ parent }: Session, started: readonly Session[]): readonly string[] {
  const above = parent === undefined ? [] : [`Of a sub-agent, started in session ${parent.session}`];
  const below = started.toReversed().map(({ id, title }) => `Sub-agent ${id.slice(0, 8)}: ${printable(title)}`);
  return [...above, ...below];
}
