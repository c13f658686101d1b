import { expect } from "chai";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../boot/built-cli.ts";
import { callsOf, expectSaved } from "./saved-task.ts";
import { call, read, tape, together } from "./tape.ts";
import { asking, expectPlayed, taskScene } from "./task-scene.ts";

const schema = {
  type: "object",
  properties: {
    findings: {
      type: "array",
      items: {
        type: "object",
        properties: { file: { type: "string" }, line: { type: "integer" }, what: { type: "string" } },
        required: ["file", "line", "what"],
        additionalProperties: false,
      },
    },
  },
  required: ["findings"],
  additionalProperties: false,
};

describe("the review of a diff", () => {
  before(buildOnce);

  it("comes in by a pipe, is held against the files around it, ends as JSON of a schema, and changes nothing", async () => {
    const played = tape(
      ({ prompt }) => {
        const [, file = ""] = /^\+\+\+ b\/(src\/\w+\.js)$/m.exec(prompt) ?? [];
        const [, constant = ""] = /^-.*\b(mostCents)\b/m.exec(prompt) ?? [];
        return together(read(file), call("grep", { pattern: constant }), read("README.md"));
      },
      ({ find }) => {
        const [line] = find(/^\s*(\d+)\t.*\(daysLate - freeDays\) \* centsPerDay;/m);
        const [unused] = find(/^src\/fee\.js:(\d+):const mostCents/m);
        const [limit] = find(/up to (\S+) for a book/);
        const findings = [
          { file: "src/fee.js", line: Number(line), what: `Nothing keeps the fee at ${limit} any more.` },
          { file: "src/fee.js", line: Number(unused), what: "mostCents is not used any more." },
        ];
        return { text: JSON.stringify({ findings }) };
      },
    );
    await using s = await taskScene(played);
    s.repository.change("src/fee.js", "Math.min((daysLate - freeDays) * centsPerDay, mostCents)", "(daysLate - freeDays) * centsPerDay");
    writeFileSync(join(s.home.root, "schema.json"), JSON.stringify(schema));
    const before = [s.repository.changed(), s.repository.diff()];

    const words = ["-m", "openai/m", "--permission-mode", "plan", "--json-schema", join(s.home.root, "schema.json"), "-o", join(s.home.root, "review.json")];
    const done = await s.run([...asking("Review this change:"), ...words], { input: s.repository.git("diff") });
    expectPlayed(done, played, s);
    const findings = [
      { file: "src/fee.js", line: 7, what: "Nothing keeps the fee at 5.00 any more." },
      { file: "src/fee.js", line: 3, what: "mostCents is not used any more." },
    ];
    expect(JSON.parse(done.stdout.trim().split("\n").at(-1) ?? "")).to.deep.include({ type: "result", structured_output: { findings } });
    expect(JSON.parse(readFileSync(join(s.home.root, "review.json"), "utf8"))).to.deep.equal({ findings });
    expect([s.repository.changed(), s.repository.diff()]).to.deep.equal(before);
    expect(callsOf(await expectSaved(s, done.stdout))).to.deep.equal(["read ok", "grep ok", "read ok"]);
  });
});
