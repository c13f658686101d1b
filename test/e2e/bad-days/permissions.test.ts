import type { ScriptedCall, ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { expectFailureInEveryFormat, expectWellTold, resultOf } from "./failures.ts";
import type { Scene } from "./scene.ts";
import { scene } from "./scene.ts";
import { briefly, savedMessages } from "./sessions.ts";

const touch = { name: "bash", input: { command: "touch made" } };
const write = { name: "write", input: { path: "made.txt", content: "new\n" } };
const look = { name: "glob", input: { pattern: "*" } };

const asks = (...calls: readonly ScriptedCall[]): readonly ScriptedReply[] => [
  { text: "May I?", calls },
  { text: "Well then." },
];
const made = ({ home }: Scene, name = "made"): boolean => existsSync(join(home.project, name));
/** What the model was told of its calls. */
const results = ({ server }: Scene, request = 1): string => JSON.stringify(server.requests[request]?.body["messages"]);

describe("a run that has nobody to ask", () => {
  before(buildOnce);

  it("refuses what needs a question, tells the model, and names what was refused at the end", async () => {
    await using s = await scene(asks(touch, write));
    await expectFailureInEveryFormat(async (format) => s.chat(format), {
      exitCode: 50,
      code: "permission-denied",
      told: [
        "Error: Refused, because nobody could be asked: bash (touch made), write (made.txt).",
        "--allowed-tools",
        "--permission-mode accept-edits",
      ],
    });
    expect([made(s), made(s, "made.txt")]).to.deep.equal([false, false]);
    const told = results(s, s.server.requests.length - 1);
    expect(told).to.include("Refused: this needs the user's permission and nobody can be asked.");
    const history = ["user: Go", "assistant: May I? bash() write()", "tool: bash denied write denied", "assistant: Well then."];
    expect(briefly(await savedMessages(s))).to.deep.equal(history);
  });

  it("gives the answer all the same", async () => {
    await using s = await scene(asks(touch));
    const [text, json] = await Promise.all([s.chat(["--quiet"]), s.chat(["--json"])]);
    expect(text).to.include({ exitCode: 50, stdout: "May I?\nWell then.\n" });
    expectWellTold(text.stderr);
    expect(resultOf(json)).to.include({ result: "Well then.", exit_code: 50, is_error: true });
  });

  for (const [what, words] of [
    ["by its name", ["--allowed-tools", "bash"]],
    ["by its command, among others", ["--allowed-tools", "edit bash(touch *)"]],
    ["in a flag of its own", ["--allowed-tools", "edit", "--allowed-tools", "bash(touch made)"]],
    ["by the mode", ["--permission-mode", "bypass"]],
  ] as const) {
    it(`runs a command that is allowed ${what}`, async () => {
      await using s = await scene(asks(touch));
      expect(await s.chat(words)).to.include({ exitCode: 0, stdout: "May I?\nWell then.\n" });
      expect(made(s)).to.equal(true);
    });
  }

  it("lets edits through, and nothing else, where edits are accepted", async () => {
    await using s = await scene(asks(write, touch));
    const { exitCode, stderr } = await s.chat(["--permission-mode", "accept-edits"]);
    expect(exitCode, stderr).to.equal(50);
    expect(stderr).to.include("Refused, because nobody could be asked: bash (touch made).");
    expect(readFileSync(join(s.home.project, "made.txt"), "utf8")).to.equal("new\n");
    expect(made(s)).to.equal(false);
  });

  it("changes nothing in plan mode, whatever is allowed besides", async () => {
    await using s = await scene(asks(look, write, touch));
    const { exitCode, stderr } = await s.chat(["--permission-mode", "plan", "--allowed-tools", "write bash"]);
    expect(exitCode, stderr).to.equal(0);
    expect([made(s), made(s, "made.txt")]).to.deep.equal([false, false]);
    expect(results(s)).to.include("Refused: plan mode allows reading only.");
    expect(briefly(await savedMessages(s))[2]).to.equal("tool: glob ok write denied bash denied");
  });

  it("lets what is forbidden win over what is allowed", async () => {
    await using s = await scene(asks(touch));
    expect(await s.chat(["--permission-mode", "bypass", "--disallowed-tools", "bash(touch*)"])).to.include({ exitCode: 0 });
    expect(made(s)).to.equal(false);
    expect(results(s)).to.include("Refused by the user's rules");
  });

  it("does not reach outside of the folder without permission", async () => {
    const outside = "/tmp/../tmp/ainative-code-outside";
    const read = { name: "read", input: { path: "../secret" } };
    await using s = await scene(asks(read, { name: "write", input: { path: outside, content: "" } }));
    const { exitCode, stderr } = await s.chat(["--permission-mode", "accept-edits", "--allowed-tools", "write read"]);
    expect(exitCode, stderr).to.equal(50);
    expect(stderr).to.include(`read (../secret), write (${outside})`);
    expect(existsSync(outside)).to.equal(false);
  });

  it("stops at the limit of turns with all saved, and can go on", async () => {
    await using s = await scene(({ text }, turn) =>
      text.includes("continue") ? { text: "Done." } : { text: `Step ${turn}.`, calls: [look] });
    await expectFailureInEveryFormat(async (format) => s.chat(["--max-turns", "2", ...format]), {
      exitCode: 53,
      code: "turn-limit",
      told: [
        "Error: Stopped after 2 requests to the model, the limit for one prompt.\nTry: Go on: ainative-code chat --continue",
        "--max-turns N",
      ],
    });
    expect(s.server.requests).to.have.length(6);
    const steps = ["user: Go", "assistant: Step 0. glob()", "tool: glob ok", "assistant: Step 1. glob()", "tool: glob ok"];
    expect(briefly(await savedMessages(s))).to.deep.equal(steps);
    expect(await s.run(["chat", "--continue", "-p", "continue"])).to.include({ exitCode: 0, stdout: "Done.\n" });
  });
});
