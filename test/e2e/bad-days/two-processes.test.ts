import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { expectFailureInEveryFormat } from "./failures.ts";
import { scene } from "./scene.ts";
import { briefly, savedMessages } from "./sessions.ts";

describe("two processes on one session", () => {
  before(buildOnce);

  it("are kept apart: the second is told who has it, and takes it over when the first is dead", async () => {
    const stalls = { text: "one two three", fault: { kind: "stall", afterEvents: 3 } } as const;
    await using s = await scene([stalls, { text: "On it goes." }], { pick: "sequence" });
    const first = s.start();
    await first.waitFor("two");
    const [{ id }] = JSON.parse((await s.run(["session", "list", "--json"])).stdout) as [{ readonly id: string }];
    const failure = {
      exitCode: 44,
      code: "stale-state",
      told: [`Session ${id} is in use by another ainative-code (process ${first.pid} on `, "Try: Go on there, or end it first."],
    };
    await Promise.all([
      expectFailureInEveryFormat(async (format) => s.chat(["--continue", ...format]), failure),
      expectFailureInEveryFormat(async (format) => s.chat(["--resume", id.slice(0, 8), ...format]), failure),
    ]);
    first.kill("SIGKILL");
    await first.exited;
    expect(await s.chat(["--resume", id])).to.include({ exitCode: 0, stdout: "On it goes.\n" });
    expect(briefly(await savedMessages(s))).to.deep.equal(["user: Go", "user: Go", "assistant: On it goes."]);
  });

  it("may write to sessions of their own side by side", async () => {
    await using s = await scene(() => ({ text: ["a ", "b ", "c"], paceMs: 5 }));
    const all = await Promise.all(Array.from({ length: 4 }, async () => s.chat()));
    for (const run of all) expect(run).to.deep.include({ exitCode: 0, stdout: "a b c\n", stderr: "" });
    const { stdout } = await s.run(["session", "list", "--json"]);
    const listed = JSON.parse(stdout) as readonly { readonly messageCount: number }[];
    expect(listed.map(({ messageCount }) => messageCount)).to.deep.equal([2, 2, 2, 2]);
  });
});
