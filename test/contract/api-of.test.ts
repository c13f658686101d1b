import { expect } from "chai";
import { apiOf } from "./api-of.ts";

const before = {
  "index.ts": `export * from "./a.ts";\nexport { hidden as shown } from "./b.ts";\n`,
  "a.ts": `import type { Kind } from "./b.ts";\nexport interface A { readonly kind: Kind; }\nexport declare const list: readonly A[];\n`,
  "b.ts": `export type Kind = "x" | "y";\nexport declare function hidden(kind: Kind): void;\n`,
};

describe("the text of a public face", () => {
  it("lists exports by name with their declarations, then what stands behind them", () => {
    expect(face({}).split("\n")).to.deep.equal([
      "## exports",
      "A: interface A { readonly kind: Kind; }",
      "list: const list: readonly A[];",
      "shown: function hidden(kind: Kind): void;",
      "",
      "## behind them",
      `Kind: type Kind = "x" | "y";`,
      "hidden: function hidden(kind: Kind): void;",
      "",
    ]);
  });

  it("changes with a member, a parameter, and a type that is only mentioned", () => {
    for (const changed of [
      { "a.ts": before["a.ts"].replace("readonly kind", "readonly kind?") },
      { "b.ts": before["b.ts"].replace("kind: Kind", "kind?: Kind") },
      { "b.ts": before["b.ts"].replace(`"y"`, `"z"`) },
      { "index.ts": `export * from "./a.ts";\n` },
    ]) {
      expect(face(changed)).not.to.equal(face({}));
    }
  });

  it("stays when a declaration moves to another file", () => {
    const moved = {
      "index.ts": `${before["index.ts"]}export * from "./c.ts";\n`,
      "a.ts": `export * from "./c.ts";\n`,
      "c.ts": before["a.ts"],
    };
    expect(face(moved)).to.equal(face({}));
  });
});

function face(changes: Readonly<Record<string, string>>): string {
  return apiOf(new Map(Object.entries({ ...before, ...changes })), "index.ts");
}
