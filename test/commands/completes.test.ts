import { expect } from "chai";
import { readFileSync } from "node:fs";
import { valueKinds } from "../../src/core/completion/choice.ts";

interface Manifest {
  readonly commands: Readonly<Record<string, { readonly args: object; readonly flags: object; readonly completes?: Readonly<Record<string, string>> }>>;
}

describe("what commands say of the values they take", () => {
  const manifest = JSON.parse(readFileSync(new URL("../../oclif.manifest.json", import.meta.url), "utf8")) as Manifest;
  const marked = Object.entries(manifest.commands).filter(([, { completes }]) => completes !== undefined);

  it("is in the manifest", () => {
    expect(marked.map(([id]) => id)).to.include.members(["chat", "config:get", "config:set", "models:list", "session:show"]);
  });

  for (const [id, { args, flags, completes = {} }] of marked) {
    it(`names arguments and flags that ${id.replaceAll(":", " ")} has, and kinds that there are`, () => {
      expect([...Object.keys(args), ...Object.keys(flags)]).to.include.members(Object.keys(completes));
      expect(valueKinds).to.include.members(Object.values(completes));
    });
  }
});
