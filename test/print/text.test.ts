import { AinError } from "@ainative-code/sdk";
import { expect } from "chai";
import type { AgentEvent } from "../../src/core/agent/agent-event.ts";
import { textFace } from "../../src/print/text.ts";
import type { TextOptions } from "../../src/print/text.ts";
import { call, ended, eventsOf, memory, says, sessionEvent, streamed, toolEnded, userMessage } from "./sample-events.ts";

const done = ended({ kind: "done" });

const begin: readonly AgentEvent[] = [sessionEvent, { type: "message", message: userMessage("Go") }];

interface Shown {
  readonly out: string;
  readonly err: string;
}

async function shown(events: readonly AgentEvent[], options: Partial<TextOptions> = {}): Promise<Shown> {
  const output = memory();
  const result = await textFace({ quiet: false, terminal: false, ...options })(eventsOf(...begin, ...events), output);
  expect(result.type).to.equal("result");
  return { out: output.out(), err: output.err() };
}

describe("the text face", () => {
  it("prints the answer, whole lines of it, and nothing else on stdout", async () => {
    expect(await shown([...says("Hello ", "there."), done])).to.deep.equal({ out: "Hello there.\n", err: "" });
    expect(await shown([...says("A line\n"), done])).to.deep.equal({ out: "A line\n", err: "" });
    expect(await shown([done])).to.deep.equal({ out: "", err: "" });
  });

  it("sets each answer on lines of its own, with what the tools did on stderr", async () => {
    const read = toolEnded(call("read", { path: "a.txt" }), "ok", "one\ntwo");
    const { out, err } = await shown([...says("I look."), read, ...says("All well."), done]);
    expect(out).to.equal("I look.\nAll well.\n");
    expect(err).to.equal("✓ read a.txt (1.2 s)\n");
  });

  it("says why a tool failed or was refused, by the last lines of what it said", async () => {
    const failed = toolEnded(call("bash", { command: "false" }), "error", `one\ntwo\n\n${"x".repeat(300)}\r\nfour\nexit code 1\n`);
    const denied = toolEnded(call("write", { path: "x" }), "denied", "Refused.");
    const { err } = await shown([failed, denied, done]);
    expect(err).to.equal(`✗ bash false (1.2 s)\n  two\n  ${"x".repeat(199)}…\n  four\n  exit code 1\n⊘ write x (1.2 s)\n  Refused.\n`);
  });

  it("does not show thoughts, nor the arguments of calls", async () => {
    const thinking = streamed({ type: "thinking-delta", part: 0, text: "hm" });
    expect(await shown([thinking, ...says("Yes."), done])).to.deep.equal({ out: "Yes.\n", err: "" });
  });

  it("tells a wait before another try, with one full stop", async () => {
    const retry = (message: string): AgentEvent =>
      streamed({ type: "retry", attempt: 1, delayMs: 1500, error: new AinError("rate-limit", message) });
    const { err } = await shown([retry("Too many."), retry("Too many"), done]);
    expect(err).to.equal("Too many; trying again in 1.5 s.\n".repeat(2));
  });

  it("tells notices, and warnings as such", async () => {
    const notice = (level: "info" | "warning", text: string): AgentEvent => ({ type: "notice", level, text });
    const { err } = await shown([notice("info", "So."), notice("warning", "Oh."), done]);
    expect(err).to.equal("So.\nWarning: Oh.\n");
  });

  it("ends a failure with a sentence and next steps, behind what had come of the answer", async () => {
    const error = new AinError("network", "Gone.", { actions: ["Check the cable", "Or wait"], requestId: "r-1" });
    const half = streamed({ type: "text-delta", part: 0, text: "Hal" });
    const { out, err } = await shown([half, ended({ kind: "failed", error })]);
    expect({ out, err }).to.deep.equal({ out: "Hal\n", err: "Error: Gone. (request r-1)\nTry: Check the cable\n     Or wait\n" });
  });

  it("tells the limit of turns and what was refused", async () => {
    const limit = await shown([ended({ kind: "turn-limit", limit: 1 })]);
    const [sentence, goOn, more] = limit.err.split("\n");
    expect(sentence).to.equal("Error: Stopped after 1 request to the model, the limit for one prompt.");
    expect([goOn, more]).to.deep.equal(["Try: Go on: ainative-code chat --continue -p continue", "     Or allow more: --max-turns N"]);
    const error = new AinError("permission-denied", "Refused: bash.", { actions: ["Allow it"] });
    expect((await shown([ended({ kind: "refused", error })])).err).to.equal("Error: Refused: bash.\nTry: Allow it\n");
  });

  it("says nothing but the answer and errors when it is to be quiet", async () => {
    const error = new AinError("network", "Gone.", { actions: ["Wait"] });
    const events: AgentEvent[] = [
      ...says("Hi."),
      toolEnded(call("read"), "error", "no"),
      { type: "notice", level: "warning", text: "Oh." },
      streamed({ type: "retry", attempt: 1, delayMs: 1, error }),
    ];
    expect(await shown([...events, done], { quiet: true })).to.deep.equal({ out: "Hi.\n", err: "" });
    const { err } = await shown([...events, ended({ kind: "failed", error })], { quiet: true });
    expect(err).to.equal("Error: Gone.\nWait\n");
  });

  it("lets nothing of a model, a tool or a server steer the terminal", async () => {
    const evil = "\u001b]0;x\u0007\u009b2J";
    const seen = "\\u001b]0;x\\u0007\\u009b2J";
    const events: AgentEvent[] = [
      ...says("a\u001b", "[31mb"),
      toolEnded(call(`t${evil}`, { command: `c${evil}` }), "error", `e${evil}`),
      { type: "notice", level: "info", text: `n${evil}` },
      streamed({ type: "retry", attempt: 1, delayMs: 0, error: new AinError("server", `r${evil}`) }),
      ended({ kind: "failed", error: new AinError("server", `f${evil}`, { actions: [`x${evil}`] }) }),
    ];
    const { out, err } = await shown(events, { terminal: true });
    expect(out).to.equal("a\\u001b[31mb\n");
    expect(err).to.equal(
      `✗ t${seen} c${seen} (1.2 s)\n  e${seen}\nn${seen}\nr${seen}; trying again in 0.0 s.\nError: f${seen}\nTry: x${seen}\n`,
    );
    expect((await shown(events)).out, "a file gets what was said").to.equal("a\u001b[31mb\n");
  });
});
