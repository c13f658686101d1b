import type { Cut } from "../sessions/store.ts";

/** The cuts after which everything from `seq` on is left out, up to the `count` messages there are. */
export function cutFrom(cuts: readonly Cut[], seq: number, count: number): readonly Cut[] {
  const earlier = cuts.filter(({ from }) => from < seq).map(({ from, to }) => ({ from, to: Math.min(to, seq - 1) }));
  return count < seq ? earlier : joined([...earlier, { from: seq, to: count }]);
}

/** The cuts of an earlier moment, when there were `then` messages, with what came since left out. */
export function cutsOf(earlier: readonly Cut[], then: number, count: number): readonly Cut[] {
  return count > then ? joined([...earlier, { from: then + 1, to: count }]) : earlier;
}

export function isCut(cuts: readonly Cut[], seq: number): boolean {
  return cuts.some(({ from, to }) => seq >= from && seq <= to);
}

/** Neighbours become one. */
function joined(cuts: readonly Cut[]): readonly Cut[] {
  const all: Cut[] = [];
  for (const cut of cuts) {
    const last = all.at(-1);
    if (last !== undefined && cut.from <= last.to + 1) all[all.length - 1] = { from: last.from, to: Math.max(last.to, cut.to) };
    else all.push(cut);
  }
  return all;
}
