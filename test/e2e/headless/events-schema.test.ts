import type { ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkSchema } from "../../../src/infra/schema/check-schema.ts";
import { eventsSchema } from "../../../src/print/events-schema.ts";
import { buildOnce, root } from "../../boot/built-cli.ts";
import { scene } from "../bad-days/scene.ts";
import { control, isType, lineOf, linesOf, response, said, streamWords } from "./stream-lines.ts";
import type { Line } from "./stream-lines.ts";

const bash = (command: string): ScriptedReply => ({ thinking: "Hm.", text: "I run it.", calls: [{ name: "bash", input: { command } }], usage: { input: 9, output: 3 } });

/** What keeps a line from being one of the published kinds: told by the kind that it names. */
function faults(line: Line): readonly string[] {
  const named = { ...eventsSchema, anyOf: undefined, $ref: `#/$defs/output-${String(line["type"])}` };
  const { anyOf: _all, ...one } = named;
  return [...checkSchema(one, line), ...checkSchema(eventsSchema, line)].map(({ path, message }) => `${String(line["type"])} ${path}: ${message}`);
}

const outcomes: readonly (readonly [string, readonly ScriptedReply[], readonly string[]])[] = [
  ["an answer", [{ text: "Fine.", usage: { input: 10, output: 2 } }], []],
  ["tools", [bash("echo hi; echo ho"), bash("exit 3"), { text: "Done." }], ["--permission-mode", "bypass"]],
  ["a refused call", [bash("touch x"), { text: "Done." }], []],
  ["a form", [{ text: '{"a": 1}' }], ["--json-schema", '{"type": "object"}']],
  ["a broken answer", [{ text: "Half of what", fault: { kind: "cut", afterEvents: 2 } }], []],
  ["a refused key", [{ status: 401 }], []],
  ["a limit of turns", [bash("true")], ["--max-turns", "2", "--permission-mode", "bypass"]],
  ["arguments that can't be read", [{ calls: [{ name: "bash", input: {}, inputText: "{broken" }] }, { text: "Done." }], []],
  [
    "a sub-agent",
    [{ calls: [{ name: "task", input: { description: "Look", prompt: "Look around." } }], usage: { input: 10, output: 2 } }, bash("true"), { text: "Seen." }, { text: "Done." }],
    ["--permission-mode", "bypass"],
  ],
  ["nothing kept", [{ text: "Fine." }], ["--no-session"]],
  ["a model that is not there", [{ text: "Fine." }], ["--set", "model=none/m", "--max-turns", "x"]],
];

describe("the schema of the events", () => {
  before(buildOnce);

  it("is published as it is in the code", () => {
    expect(JSON.parse(readFileSync(join(root, "docs/events.schema.json"), "utf8"))).to.deep.equal(JSON.parse(JSON.stringify(eventsSchema)));
  });

  it("refuses what is no event, so that the test can fail", () => {
    for (const line of [{ type: "dance" }, { type: "notice", level: "warning", text: "x" }, { type: "notice", session_id: "s", level: "warning", text: "x", more: 1 }]) {
      expect(checkSchema(eventsSchema, line), JSON.stringify(line)).not.to.deep.equal([]);
    }
  });

  for (const [name, replies, words] of outcomes) {
    it(`holds for every line of a run with ${name}`, async () => {
      let asked = 0;
      await using s = await scene(() => replies[Math.min(asked++, replies.length - 1)] ?? {});
      const { stdout } = await s.chat(["--output-format", "stream-json", "--include-partial-messages", ...words]);
      const lines = linesOf(stdout);
      expect(lines.at(-1)).to.include({ type: "result" });
      expect(lines.flatMap(faults)).to.deep.equal([]);
      const whole: unknown = JSON.parse((await s.chat(["--output-format", "json", ...words])).stdout);
      expect(faults(whole as Line)).to.deep.equal([]);
    });
  }

  it("holds for every line of a run that is talked to, both ways", async () => {
    const replies = [bash("touch a"), { text: "Done." }];
    let asked = 0;
    await using s = await scene(() => replies[Math.min(asked++, 1)] ?? {});
    const cli = s.startOpen(streamWords);
    const written: string[] = [];
    const write = (line: string): void => {
      written.push(line);
      cli.write(line);
    };
    write(control("1", { subtype: "set_model", model: "openai/other" }) + control("2", { subtype: "set_permission_mode", mode: "ask" }));
    write(said([{ type: "text", text: "go" }]));
    const question = await lineOf(cli, isType("control_request"));
    write(response(String(question["request_id"]), { behavior: "allow", scope: "session" }));
    await lineOf(cli, isType("result"));
    write(said("more") + control("3", { subtype: "interrupt" }));
    cli.write("garbage\n");
    cli.endInput();
    await cli.exited;
    expect(linesOf(cli.stdout()).flatMap(faults)).to.deep.equal([]);
    const { anyOf: _output, ...schema } = eventsSchema;
    const input = linesOf(written.join("")).flatMap((line) => checkSchema({ ...schema, $ref: "#/$defs/input" }, line));
    expect(input).to.deep.equal([]);
  });
});
