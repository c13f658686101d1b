import { expect } from "chai";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { actedOnPlaces } from "../../../src/app/acted-on-places.ts";
import { machine } from "../../../src/app/machine.ts";
import { rootedRule } from "../../../src/app/rooted-rule.ts";
import { unknownTools } from "../../../src/app/unknown-tools.ts";
import { deniedReads } from "../../../src/core/permissions/denied-reads.ts";
import { decide } from "../../../src/core/permissions/policy.ts";
import type { PermissionRule } from "../../../src/core/permissions/rule.ts";
import { parseRule } from "../../../src/core/permissions/rule.ts";
import type { Machine } from "../../../src/core/tools/executor.ts";

describe("rules about paths, on a real machine", () => {
  let cwd: string;
  beforeEach(() => {
    cwd = realpathSync(mkdtempSync(join(tmpdir(), "rules-")));
    mkdirSync(join(cwd, "secret"));
    writeFileSync(join(cwd, "secret", "key.txt"), "hidden");
    writeFileSync(join(cwd, "a.txt"), "shown");
    symlinkSync("secret/key.txt", join(cwd, "link.txt"));
    symlinkSync("secret", join(cwd, "linked"));
  });
  afterEach(() => {
    rmSync(cwd, { recursive: true });
  });

  const rule = (text: string): PermissionRule => rootedRule(parseRule(text), cwd);
  function machineDenying(text: string): Machine {
    const denied = deniedReads([rule(text)], new Set(["read", "grep"]));
    return machine({ environment: { env: {}, platform: process.platform, cwd }, unconfined: true, denied, secretVariables: [] });
  }

  for (const text of ["read(secret/**)", "grep(secret/*.txt)", "read(~/secret/)", "read(~/linked/**)"]) {
    it(`keeps every tool from showing what ${text} denies`, async () => {
      const files = machineDenying(text).files({ read: [], write: [] }, new AbortController().signal);
      const walked = [];
      for await (const file of files.walk({ includeIgnored: true })) walked.push(file);
      expect(walked).to.deep.equal(["a.txt"]);
      expect(await files.list("secret")).to.deep.equal([]);
      for (const path of ["secret/key.txt", "link.txt", "linked/key.txt"]) {
        const failure: unknown = await files.read(path).catch((thrown: unknown) => thrown);
        expect(failure, path).to.include({ code: "permission-denied" });
      }
      expect(Buffer.from(await files.read("a.txt")).toString()).to.equal("shown");
    });
  }

  it("takes a rule of another tool for that tool alone", async () => {
    const files = machineDenying("edit(secret/**)").files({ read: [], write: [] }, new AbortController().signal);
    expect(Buffer.from(await files.read("secret/key.txt")).toString()).to.equal("hidden");
  });

  it("reads ~/ as the home folder, links resolved", async () => {
    const made = machineDenying("read(x)");
    const accesses = [{ ...(await made.resolve("linked/key.txt")), kind: "read" as const }];
    const told = decide({ tool: "read", risk: "read", accesses }, { mode: "bypass", allow: [], deny: [rule("read(~/linked/**)")] });
    expect(told.verdict).to.equal("deny");
  });

  it("counts the folders of the program and start-up files of shells among what is acted on", () => {
    symlinkSync("a.txt", join(cwd, ".bashrc"));
    const own = actedOnPlaces(cwd, { config: join(cwd, "linked"), data: join(cwd, "d"), cache: join(cwd, "c") });
    expect(own).to.include.members([".bashrc", "a.txt", "secret", "d", "c", ".config/fish", ".zshrc"].map((name) => join(cwd, name)));
  });

  it("names a rule whose tool is not there, with the one that was meant", () => {
    const rules = { allow: ["bsh(ls *)", "Read"].map(parseRule), deny: ["quite-another"].map(parseRule) };
    expect(unknownTools(rules, ["bash", "read"])).to.deep.equal([
      "The rule bsh(ls *) does nothing: there is no tool bsh. Did you mean bash?",
      "The rule quite-another does nothing: there is no tool quite-another.",
    ]);
  });
});
