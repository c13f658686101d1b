import { expect } from "chai";
import { fileURLToPath } from "node:url";
import type { Rule } from "./rules/rule.ts";
import { type Tree, readTree } from "./source/tree.ts";

let read: Tree | undefined;

/** This repository as it stands, read once per run. */
export function repository(): Tree {
  read ??= readTree(fileURLToPath(new URL("../..", import.meta.url)));
  return read;
}

/** A small tree that breaks the rule once, and the complaint to come; or one that is fine. */
export interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly complaint?: string | RegExp;
}

/** Proves that a rule holds in this repository, and that it bites: each case is reported, or passes, as it says. */
export function testLaw(title: string, rule: Rule, cases: Readonly<Record<string, Case>>): void {
  describe(title, () => {
    it("holds in this repository", () => {
      const complaints = rule(repository());
      if (complaints.length > 0) expect.fail(`\n${complaints.join("\n")}\n`);
    });
    for (const [name, { files, complaint }] of Object.entries(cases)) {
      it(`${complaint === undefined ? "allows" : "reports"} ${name}`, () => {
        const complaints = rule(new Map(Object.entries(files)));
        expect(complaints, complaints.join("\n")).to.have.length(complaint === undefined ? 0 : 1);
        if (complaint !== undefined) expect(complaints[0]).to.match(new RegExp(complaint));
      });
    }
  });
}

/** A package.json with a name, and more where a case needs it. */
export function manifest(name: string, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ name, ...more });
}
