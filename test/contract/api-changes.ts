/** What is new, gone or different between two texts of a public face, an item each, with both declarations. */
export function apiChanges(agreed: string, current: string): readonly string[] {
  const before = itemsOf(agreed);
  const after = itemsOf(current);
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => {
    const was = before.get(name);
    const is = after.get(name);
    if (was === is) return [];
    const what = was === undefined ? "added" : is === undefined ? "removed" : "changed";
    return [`${what} ${name}\n${marked("-", was)}${marked("+", is)}`];
  });
}

/** By entry, section and name; several declarations of one name are one item. */
function itemsOf(text: string): ReadonlyMap<string, string> {
  const items = new Map<string, string>();
  let entry = "";
  let section = "";
  let name = "";
  for (const line of text.split("\n")) {
    const heading = /^(##?) (.*)$/.exec(line);
    if (heading?.[1] === "#") [entry, name] = [heading[2] ?? "", ""];
    else if (heading !== null) [section, name] = [heading[2] ?? "", ""];
    else if (line !== "") {
      const start = /^([\w$*][\w$* ./@-]*): /.exec(line);
      if (start !== null) name = start[1] ?? "";
      const key = `${name} (${entry}, ${section})`;
      items.set(key, `${items.get(key) ?? ""}${line}\n`);
    }
  }
  return items;
}

function marked(mark: string, text: string | undefined): string {
  return text === undefined ? "" : text.replaceAll(/^(?=.)/gm, `  ${mark} `);
}
