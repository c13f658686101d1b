/** How many are told. */
const most = 3;

/** The names most like the wanted one, the likest first: the same model in other sizes, then those that share most. */
export function closestNames(wanted: string, names: readonly string[]): readonly string[] {
  const scored = names.map((name) => ({ name, score: likeness(wanted.toLowerCase(), name.toLowerCase()) }));
  const close = scored.filter(({ score }) => score > 0.3).sort((a, b) => b.score - a.score || a.name.localeCompare(b.name, "en"));
  return (close.length > 0 ? close : scored).slice(0, most).map(({ name }) => name);
}

/** From 0 to 1 by the pairs of letters both have; the same name before the colon counts most. */
function likeness(a: string, b: string): number {
  const [baseA = "", baseB = ""] = [a.split(":")[0], b.split(":")[0]];
  return baseA === baseB ? 1 + shared(a, b) : Math.max(shared(a, b), shared(baseA, baseB));
}

function shared(a: string, b: string): number {
  const [pairsA, pairsB] = [pairsOf(a), pairsOf(b)];
  const both = [...pairsA].filter((pair) => pairsB.has(pair)).length;
  return pairsA.size + pairsB.size === 0 ? 0 : (2 * both) / (pairsA.size + pairsB.size);
}

function pairsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2)));
}
