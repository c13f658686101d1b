import type { ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene } from "../bad-days/scene.ts";
import { byPrompt, done, lastResults, task } from "./task-script.ts";

const stalls: ScriptedReply = { text: "one two three", fault: { kind: "stall", afterEvents: 3 } };
const dies: ScriptedReply = { text: "one two three", fault: { kind: "cut", afterEvents: 3 } };
const wild: ScriptedReply = { calls: [{ name: "glob", input: {}, inputText: '{"pattern": ' }] };

describe("a sub-agent on a bad day", () => {
  before(buildOnce);

  it("whose model hangs, dies, floods or writes nonsense is told to its parent in a sentence, and the others go on", async () => {
    const script = byPrompt({
      Go: [{ calls: [task("Hang", {}, "a"), task("Die", {}, "b"), task("Flood", {}, "c"), task("Rave", {}, "d"), task("Work", {}, "e")] }, done],
      Hang: () => stalls,
      Die: () => dies,
      Flood: [{ text: "flood ".repeat(50_000) }],
      Rave: [wild, { text: "I gave up." }],
      Work: [{ text: "Worked." }],
    });
    await using s = await scene(script);
    const { exitCode, stdout, stderr } = await s.chat(["--set", "chat.idleTimeoutSeconds=2", "--set", "tasks.parallel=8"]);
    expect([exitCode, stdout], stderr).to.deep.equal([0, "All done.\n"]);
    const [hung, died, flooded, raved, worked] = lastResults(s);
    expect(hung).to.match(/The sub-agent general failed: The model said nothing for 2 seconds[^]*Its last words:/i);
    expect(died).to.match(/The sub-agent general failed: \S+ closed the connection in the middle of its answer/);
    expect(flooded).to.contain("flood flood").and.have.property("length").that.is.lessThan(21_000);
    expect(raved).to.contain("I gave up.");
    expect(worked).to.contain("Worked.");
  });

  it("that goes round in circles, or is refused everything, ends and says so", async () => {
    const glob = { calls: [{ name: "glob", input: { pattern: "*" } }] };
    const touch = { calls: [{ name: "bash", input: { command: "touch a" } }] };
    await using s = await scene(byPrompt({ Go: [{ calls: [task("Circle", {}, "a"), task("Touch", {}, "b")] }, done], Circle: () => glob, Touch: [touch, { text: "Could not." }] }));
    const { exitCode, stderr } = await s.chat(["--set", "chat.loopLimit=2"]);
    expect(exitCode, stderr).to.equal(50);
    const [circled, refused] = lastResults(s);
    expect(circled).to.contain("The sub-agent general was stopped: it made the same calls (glob) over and over.");
    expect(refused).to.contain("could not do all of it. Refused, because nobody could be asked: bash (touch a).");
  });
});
