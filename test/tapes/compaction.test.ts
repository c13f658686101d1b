import { expect } from "chai";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JournalEntry, ScriptedAnswer, ScriptedReply } from "@ainative-code/test-kit";
import { buildOnce } from "../boot/built-cli.ts";
import { runTests } from "./repository.ts";
import { callsOf, expectSaved, isSummary } from "./saved-task.ts";
import { after, bash, call, edit, read, tape, together, toldBy, type Tape } from "./tape.ts";
import { expectPlayed, taskScene } from "./task-scene.ts";

const overflow: ScriptedReply = {
  status: 400,
  body: { error: { message: "The maximum context length is 9000 tokens.", code: "context_length_exceeded" } },
};
const full = { input: 9000, output: 5 };
const items = ["Mend the fee", "Raise the limit to 6.00"];
const todo = (...states: readonly string[]): ScriptedAnswer =>
  call("todo", { items: items.map((text, index) => ({ text, status: states[index] })) });

/** A summary made of what was said, as a model makes one: what it leaves out is forgotten. */
function summaryOf({ body }: JournalEntry): ScriptedReply {
  const { all } = toldBy(body);
  const [, place] = /^(src\/\w+\.js:\d+):.*\* centsPerDay/m.exec(all) ?? /computed at (src\S+)\. /.exec(all) ?? [];
  return { text: `The fee is computed at ${place}. It forgets to take the free days off.` };
}

/** The tape, but for the requests to sum up, and for one that is told to be too long. */
function withSummaries({ script }: Tape, isTooLong: (request: JournalEntry) => boolean): Pick<Tape, "script"> & { readonly summaries: string[] } {
  const summaries: string[] = [];
  return {
    summaries,
    script(request) {
      if (request.text.includes("Sum it up.")) {
        const reply = summaryOf(request);
        summaries.push("text" in reply ? String(reply.text) : "");
        return reply;
      }
      return isTooLong(request) ? overflow : script(request);
    },
  };
}

describe("a task in whose middle the conversation is summed up", () => {
  before(buildOnce);

  it("is ended by what the summary says, knows what is left to do, keeps all that was said, and can be undone", async () => {
    const played = tape(
      () => bash(runTests),
      after(/✖ the fifth day late/, together(todo("in-progress", "pending"), call("grep", { pattern: "centsPerDay" }))),
      after(/^src\/fee\.js:\d+:.*daysLate \* centsPerDay/m, { text: "Found it.", usage: full }),
      // The second prompt: the grep of the first one is gone, its summary is there, and so is the list.
      ({ all, prompt }) => {
        const [, path] = /computed at (src\/\w+\.js):7\. It forgets/.exec(all) ?? [];
        const isForgotten = !all.includes("centsPerDay") && all.includes("Raise the limit") && prompt.startsWith("Go on.");
        if (path === undefined || !isForgotten) throw new Error(`not what a summary leaves:\n${all}`);
        return read(path);
      },
      after(/^\s*7\t.*daysLate \* centsPerDay/m, { text: "It is line 7. Shall I?" }),
      // The third prompt.
      () => edit("src/fee.js", "daysLate * centsPerDay", "(daysLate - freeDays) * centsPerDay"),
      // The request with this result was too long: what was before the turn is summed up once more, the turn itself is whole.
      ({ find, all }) => {
        find(/Edited src\/fee\.js/);
        if (!/computed at src\/fee\.js:7/.test(all) || all.includes("Shall I?")) throw new Error(`not what a summary leaves:\n${all}`);
        const edits = [edit("src/fee.js", "mostCents = 500", "mostCents = 600"), edit("test/fee.test.js", "(400), 500", "(400), 600")];
        return together(...edits, bash(runTests));
      },
      after(/pass 6\n[^]*fail 0\n/, todo("done", "done")),
      after(/2 of 2 done/, { text: "Both are done." }),
    );
    let refused = 0;
    const { script, summaries } = withSummaries(played, ({ text }) => text.includes("Edited src/fee.js") && refused++ === 0);
    await using s = await taskScene({ script }, [["src/fee.js", "(daysLate - freeDays)", "daysLate"]]);
    mkdirSync(s.home.config, { recursive: true });
    writeFileSync(join(s.home.config, "config.yaml"), "models: {openai/m: {maxInput: 10000}}\n");

    const first = await s.chat("The test fails. See why.");
    expect(first.exitCode, first.stderr + first.stdout).to.equal(0);
    const second = await s.chat("Go on.", ["--continue"]);
    const third = await s.chat("Yes, and the limit too.", ["--continue"]);
    expectPlayed(third, played, s);
    expect(summaries).to.have.length(2);
    expect(s.repository.test()).to.deep.equal({ passed: 6, failed: 0 });
    expect(s.repository.changed()).to.deep.equal(["M src/fee.js", "M test/fee.test.js"]);
    const saved = await expectSaved(s, first.stdout, second.stdout, third.stdout);
    expect(saved.filter(isSummary)).to.have.length(1);
    const calls = ["bash error", "todo ok", "grep ok", "read ok", "edit ok", "edit ok", "edit ok", "bash ok", "todo ok"];
    expect(callsOf(saved)).to.deep.equal(calls);

    await s.undo("--to", "1");
    expect([s.repository.changed(), s.repository.test().failed]).to.deep.equal([[], 2]);
  });
});
