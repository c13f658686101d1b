import { expect } from "chai";
import { refusedCalls } from "../../../src/core/agent/refused-calls.ts";
import type { RefusedCall } from "../../../src/core/agent/refused-calls.ts";
import { windowsWord } from "../../../src/core/agent/typed-word.ts";
import { askedLine } from "../permissions/shell/asked-line.ts";
import type { ResolvedAccess } from "../../../src/core/permissions/question.ts";

const calling = (name: string, ...accesses: readonly ResolvedAccess[]): RefusedCall => ({
  call: { type: "tool-call", id: "c", name, input: {} },
  accesses,
});
const bash = (command: string): RefusedCall => calling("bash", ...askedLine(command).accesses);
const write = (shown: string): RefusedCall => calling("write", { kind: "write", path: `/p/${shown}`, inside: true, shown });
const outside = calling("read", { kind: "read", path: "/etc/hosts", inside: false, shown: "/etc/hosts" });
const actions = (mode: string, ...calls: readonly RefusedCall[]): readonly string[] => refusedCalls(calls, mode).actions;

describe("what to do about calls that were refused because nobody could be asked", () => {
  it("names the rule that allows just the command", () => {
    expect(actions("ask", bash("npm test"))).to.deep.equal(["Allow just this: --allowed-tools 'bash(npm test)'"]);
    expect(actions("ask", bash("echo 'a'"))).to.deep.equal([String.raw`Allow just this: --allowed-tools 'bash(echo '\''a'\'')'`]);
  });

  it("names a rule for each command of a line, and for each file that the shell writes", () => {
    expect(actions("ask", bash("npm test > log; ls"))).to.deep.equal([
      "Allow just this: --allowed-tools 'bash(npm test)' --allowed-tools 'bash(ls)' --allowed-tools 'edit(log)'",
    ]);
  });

  it("names the tool where no rule covers the command", () => {
    expect(actions("ask", bash('echo "$((x))"'))).to.deep.equal(["Allow just this: --allowed-tools 'bash'"]);
    expect(actions("ask", calling("own"))).to.deep.equal(["Allow just this: --allowed-tools 'own'"]);
  });

  it("names a path outside of the folder", () => {
    expect(actions("accept-edits", outside)).to.deep.equal(["Allow just this: --allowed-tools 'read(//etc/hosts)'"]);
  });

  it("advises to accept edits where that would help, and nowhere else", () => {
    const edits = "Allow edits: --permission-mode accept-edits";
    expect(actions("ask", write("a.txt"), bash("ls"))).to.deep.equal([edits, "Allow just these: --allowed-tools 'write(a.txt)' --allowed-tools 'bash(ls)'"]);
    expect(actions("accept-edits", write(".git/config"))).to.deep.equal(["Allow just this: --allowed-tools 'write(.git/config)'"]);
    expect(actions("ask", write(".git/config"))).to.not.include(edits);
    expect(actions("ask", outside, bash("ls"))).to.not.include(edits);
  });

  it("knows the places that accept-edits would ask about all the same", () => {
    const own = { own: ["/p/.zshrc"] };
    const advised = (shown: string): string => refusedCalls([write(shown)], "ask", own).actions.join();
    expect(advised("a.txt")).to.include("accept-edits");
    expect(advised(".zshrc")).to.equal("Allow just this: --allowed-tools 'write(.zshrc)'");
  });

  it("writes rules for cmd and PowerShell as both take them, else for PowerShell", () => {
    const advised = (command: string): string => refusedCalls([bash(command)], "ask", { word: windowsWord }).actions.join();
    expect(advised("npm test")).to.equal('Allow just this: --allowed-tools "bash(npm test)"');
    expect(advised("echo 'a' $HOME")).to.equal("Allow just this: --allowed-tools 'bash(echo ''a'' $HOME)'");
  });
});
