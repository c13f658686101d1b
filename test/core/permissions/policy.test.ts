import { expect } from "chai";
import { Gatekeeper } from "../../../src/core/permissions/gatekeeper.ts";
import { decide } from "../../../src/core/permissions/policy.ts";
import type { PermissionMode } from "../../../src/core/permissions/policy.ts";
import type { PermissionQuestion, ResolvedAccess } from "../../../src/core/permissions/question.ts";
import { askedLine } from "./shell/asked-line.ts";
import { parseRule, splitRules } from "../../../src/core/permissions/rule.ts";

const file = (kind: "read" | "write", shown: string, inside = true): ResolvedAccess => ({
  kind,
  path: inside ? `/project/${shown}` : shown,
  inside,
  shown,
});
const bash = askedLine;
const read = (shown: string, inside = true): PermissionQuestion => ({ tool: "read", risk: "read", accesses: [file("read", shown, inside)] });
const edit = (shown: string, inside = true): PermissionQuestion => ({ tool: "edit", risk: "write", accesses: [file("write", shown, inside)] });

function verdict(question: PermissionQuestion, mode: PermissionMode, allow: string[] = [], deny: string[] = []): string {
  return decide(question, { mode, allow: allow.map(parseRule), deny: deny.map(parseRule) }).verdict;
}

describe("the permission policy", () => {
  it("decides by mode", () => {
    const table = (["ask", "accept-edits", "plan", "bypass"] as const).map((mode) =>
      [read("a.ts"), edit("a.ts"), bash("ls"), read("/etc/passwd", false), edit("/etc/passwd", false)].map((question) => verdict(question, mode)),
    );
    expect(table).to.deep.equal([
      ["allow", "ask", "ask", "ask", "ask"],
      ["allow", "allow", "ask", "ask", "ask"],
      ["allow", "deny", "deny", "ask", "deny"],
      ["allow", "allow", "allow", "allow", "allow"],
    ]);
  });

  it("denies a patch what is denied an edit or a write, and allows it only by its own name", () => {
    const patch = (...shown: readonly string[]): PermissionQuestion => ({ tool: "apply_patch", risk: "write", accesses: shown.map((one) => file("write", one)) });
    for (const rule of ["edit", "write", "edit(src/**)", "write(src/b.ts)", "apply_patch(src/*)"]) {
      expect(verdict(patch("a.ts", "src/b.ts"), "bypass", [], [rule]), rule).to.equal("deny");
    }
    expect(verdict(patch("a.ts"), "bypass", [], ["edit(src/**)", "read"])).to.equal("allow");
    expect(verdict(patch("a.ts"), "ask", ["edit(**)", "write(**)"])).to.equal("ask");
    expect(verdict(patch("a.ts", "b/c.ts"), "ask", ["apply_patch(*)"])).to.equal("ask");
    expect(verdict(patch("a.ts", "b/c.ts"), "ask", ["ApplyPatch(**)"])).to.equal("allow");
  });

  it("asks before an edit that git or this program would act on by itself", () => {
    for (const path of [".git/hooks/pre-commit", ".git/config", "sub/.git/config", ".ainative-code/config.yaml", ".GIT/config", ".mcp.json", "sub/.mcp.json", ".claude/commands/x.md", ".agents/skills/x/SKILL.md", ".git./config", ".gi\u200ct/config", "git~1/config", ".git::$INDEX_ALLOCATION/config"]) {
      expect(verdict(edit(path), "accept-edits"), path).to.equal("ask");
    }
    for (const path of [".gitignore", "AGENTS.md", "git/x", "mcp.json"]) expect(verdict(edit(path), "accept-edits"), path).to.equal("allow");
  });

  it("lets only a rule that names it cover what is acted on", () => {
    for (const rule of ["edit", "edit(**)", "edit(*/hooks/*)"]) expect(verdict(edit(".git/hooks/x"), "ask", [rule]), rule).to.equal("ask");
    for (const rule of ["edit(.git/**)", "edit(**/.git/hooks/*)"]) expect(verdict(edit(".git/hooks/x"), "ask", [rule]), rule).to.equal("allow");
    expect(verdict(edit(".git/hooks/x"), "bypass")).to.equal("allow");
  });

  it("asks before an edit of the files of this program and of start-up files", () => {
    const own = ["/project/.config/tool", "/project/.bashrc"];
    const told = (question: PermissionQuestion, rule?: string): string =>
      decide(question, { mode: "accept-edits", allow: rule === undefined ? [] : [parseRule(rule)], deny: [], own }).verdict;
    expect([told(edit(".bashrc")), told(edit(".config/tool/config.yaml")), told(edit(".config/toolx"))]).to.deep.equal(["ask", "ask", "allow"]);
    expect([told(edit(".bashrc"), "edit"), told(edit(".bashrc"), "edit(**)"), told(edit(".bashrc"), "edit(/project/**)")]).to.deep.equal(["ask", "ask", "ask"]);
    expect([told(edit(".bashrc"), "edit(.bashrc)"), told(edit(".config/tool/a"), "edit(/project/.config/tool/**)")]).to.deep.equal(["allow", "allow"]);
  });

  it("grants what is acted on by itself only, for a session", async () => {
    let asked = 0;
    const gatekeeper = new Gatekeeper({ mode: "ask", allow: [], deny: [] }, async () => {
      asked += 1;
      return { answer: "session" };
    });
    for (const path of ["a.ts", "b.ts", ".git/config", ".git/config", ".git/hooks/x"]) {
      await gatekeeper.permit({ type: "tool-call", id: "c", name: "edit", input: {} }, edit(path), new AbortController().signal);
    }
    expect(asked).to.equal(3);
  });

  it("reads a pattern that begins with one slash, or two, as absolute", () => {
    for (const rule of ["read(/tmp/**)", "read(//tmp/**)", "read(/tmp/)"]) {
      expect(verdict(read("/tmp/a/b", false), "bypass", [], [rule]), rule).to.equal("deny");
      expect(verdict(read("/tmp/a/b", false), "ask", [rule]), rule).to.equal("allow");
    }
    expect(verdict(read("secret/x"), "bypass", [], ["read(/project/secret/**)"])).to.equal("deny");
    expect(verdict(read("tmp/a"), "bypass", [], ["read(/tmp/**)"])).to.equal("allow");
    expect(verdict(read("cafe\u0301/x"), "bypass", [], ["read(caf\u00e9/**)"])).to.equal("deny");
  });

  it("knows a tool by its name in any common spelling, and the tools of a server by their server", () => {
    const fetched = (host: string): PermissionQuestion => ({ tool: "web_fetch", risk: "network", accesses: [{ kind: "network", host }] });
    for (const rule of ["WebFetch(domain:example.com)", "web-fetch(example.com)", "web_fetch"]) expect(verdict(fetched("example.com"), "ask", [rule]), rule).to.equal("allow");
    expect(verdict(fetched("evil.example.com"), "ask", ["WebFetch(domain:example.com)"])).to.equal("ask");
    expect([verdict(fetched("example.com:8080"), "bypass", [], ["web_fetch(example.com)"]), verdict(fetched("example.com:8080"), "ask", ["web_fetch(example.com)"])]).to.deep.equal(["deny", "ask"]);
    const served: PermissionQuestion = { tool: "mcp__files__read_file", risk: "write", accesses: [] };
    for (const rule of ["mcp__files__read_file", "mcp__files", "mcp__files__*"]) expect(verdict(served, "ask", [rule]), rule).to.equal("allow");
    for (const rule of ["mcp__file", "mcp__files__read", "mcpfilesreadfile"]) expect(verdict(served, "ask", [rule]), rule).to.equal("ask");
  });

  it("asks about a tool that writes and does not say where", () => {
    expect(verdict({ tool: "x", risk: "write", accesses: [] }, "accept-edits")).to.equal("ask");
    expect(verdict({ tool: "x", risk: "network", accesses: [] }, "accept-edits")).to.equal("ask");
  });

  it("lets a deny rule win over everything", () => {
    expect(verdict(bash("rm -rf x"), "bypass", ["bash"], ["bash(rm *)"])).to.equal("deny");
    expect(verdict(read("secret/key"), "bypass", [], ["read(secret/**)"])).to.equal("deny");
  });

  it("finds a denied command inside a compound one", () => {
    for (const command of ["cd x && rm -rf y", "true; rm -rf y", "echo $(rm -rf y)", "a | rm -rf y", "x\nrm -rf y", "FOO=1 rm -rf y"]) {
      expect(verdict(bash(command), "bypass", [], ["bash(rm *)"]), command).to.equal("deny");
    }
  });

  it("lets an allow rule cover one simple command only", () => {
    expect(verdict(bash("git status -s"), "ask", ["bash(git status*)"])).to.equal("allow");
    for (const command of [
      "git status; rm x",
      "git status && rm x",
      "git status | sh",
      "git status > x",
      "git status $(rm x)",
      "git status `rm x`",
      "git status\nrm x",
      "git status & rm x",
      "git status <(rm x)",
      'git status "$(rm x)"',
    ]) {
      expect(verdict(bash(command), "ask", ["bash(git status*)"]), command).to.equal("ask");
    }
    expect(verdict(bash("echo 'a; b'"), "ask", ["bash(echo *)"])).to.equal("allow");
  });

  it("lets the whole of a tool through, but never outside the folder", () => {
    expect(verdict(bash("a && b"), "ask", ["Bash"])).to.equal("allow");
    expect(verdict(edit("/etc/x", false), "ask", ["edit"])).to.equal("ask");
    expect(verdict(read("/etc/hosts", false), "ask", ["read(//etc/*)"])).to.equal("allow");
    expect(verdict(read("/etc/a/b", false), "ask", ["read(//etc/*)"])).to.equal("ask");
  });

  it("reads path patterns as globs below the folder", () => {
    expect(verdict(edit("src/a/b.ts"), "ask", ["edit(src/**)"])).to.equal("allow");
    expect(verdict(edit("src/a/b.ts"), "ask", ["edit(src/*)"])).to.equal("ask");
    expect(verdict(edit("b.ts"), "ask", ["edit(**/*.ts)"])).to.equal("allow");
    expect(verdict(edit("srcx"), "ask", ["edit(src.)"])).to.equal("ask");
  });

  it("never lets an allow rule through plan mode", () => {
    expect(verdict(bash("ls"), "plan", ["bash"])).to.equal("deny");
  });

  it("splits rules at commas and spaces outside parentheses, and refuses what is none", () => {
    expect(splitRules("bash(npm test*), edit read")).to.deep.equal(["bash(npm test*)", "edit", "read"]);
    expect(() => parseRule("bash(")).to.throw("is not a permission rule");
  });
});
