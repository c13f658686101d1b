import type { ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene } from "../bad-days/scene.ts";
import { linesOf, said, streamWords } from "./stream-lines.ts";

const call: ScriptedReply = { calls: [{ name: "bash", input: { command: "true" } }] };

interface Case {
  readonly name: string;
  readonly exitCode: number;
  readonly subtype: string;
  readonly replies: readonly [ScriptedReply, ...ScriptedReply[]];
  readonly words?: readonly string[];
}

const cases: readonly Case[] = [
  { name: "an answer", exitCode: 0, subtype: "success", replies: [{ text: "Fine." }] },
  { name: "an answer of the wrong form", exitCode: 1, subtype: "protocol", replies: [{ text: "no" }], words: ["--json-schema", '{"type":"object"}'] },
  { name: "an unknown model", exitCode: 40, subtype: "unknown-model", replies: [{ text: "Fine." }], words: ["--set", "model=none/m"] },
  { name: "a refused key", exitCode: 41, subtype: "auth", replies: [{ status: 401 }] },
  { name: "an input that is not valid", exitCode: 42, subtype: "invalid-input", replies: [{ text: "Fine." }], words: ["-o", "no/such/folder"] },
  { name: "an answer that is cut off", exitCode: 43, subtype: "network", replies: [{ text: "Half of what", fault: { kind: "cut", afterEvents: 3 } }] },
  { name: "a filter of the vendor", exitCode: 44, subtype: "content-filter", replies: [{ text: "x", stop: "content-filter" }] },
  { name: "a call that nobody could allow", exitCode: 50, subtype: "permission-denied", replies: [call, { text: "Done." }] },
  { name: "the limit of requests", exitCode: 53, subtype: "turn-limit", replies: [call], words: ["--max-turns", "2", "--permission-mode", "bypass"] },
  { name: "the time limit", exitCode: 124, subtype: "timeout", replies: [{ text: "slow slow slow slow", paceMs: 2000 }], words: ["--timeout", "1"] },
];

/** How each format is asked for, and what ends a run in it. */
const formats: readonly (readonly [string, readonly string[], string | undefined])[] = [
  ["text", ["chat", "-m", "openai/m", "-p", "Go"], undefined],
  ["json", ["chat", "-m", "openai/m", "-p", "Go", "--json"], undefined],
  ["stream-json", ["chat", "-m", "openai/m", "-p", "Go", "--output-format", "stream-json"], undefined],
  ["stream-json, both ways", [...streamWords, "-p"], said("Go")],
];

describe("exit codes", () => {
  before(buildOnce);

  for (const { name, exitCode, subtype, replies, words = [] } of cases) {
    it(`are the same in every format: ${String(exitCode)} for ${name}`, async () => {
      let asked = 0;
      await using s = await scene(() => replies[Math.min(asked++, replies.length - 1)] ?? replies[0]);
      for (const [format, command, input] of formats) {
        asked = 0;
        const model = words.some((word) => word.startsWith("model=")) ? command.filter((word) => word !== "-m" && word !== "openai/m") : command;
        const told = await s.run([...model, ...words], input === undefined ? {} : { input });
        expect(told.exitCode, `${format}\n${told.stdout}${told.stderr}`).to.equal(exitCode);
        if (format === "text") continue;
        const results = format === "json" ? [JSON.parse(told.stdout) as object] : linesOf(told.stdout).filter(({ type }) => type === "result");
        expect(results.length, format).to.equal(1);
        expect(results[0], format).to.include({ subtype, exit_code: exitCode, is_error: exitCode !== 0 });
      }
    });
  }

  it("are 2 for wrong words in every format", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    for (const [format, command, input] of formats) {
      const told = await s.run([...command, "--no-such-flag"], input === undefined ? {} : { input });
      expect(told.exitCode, format).to.equal(2);
    }
  });
});
