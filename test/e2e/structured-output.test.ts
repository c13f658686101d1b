import type { JournalEntry, ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../boot/built-cli.ts";
import { scene, type Scene } from "./bad-days/scene.ts";

const schema = {
  type: "object",
  properties: { city: { type: "string" }, people: { type: "integer" } },
  required: ["city", "people"],
  additionalProperties: false,
};
const inline = JSON.stringify(schema);
const good = { city: "Bonn", people: 330000 };

/** Answers in turn; what comes after the last is the last again. */
const saying = (...texts: readonly string[]): ((request: JournalEntry, turn: number) => ScriptedReply) => {
  let asked = 0;
  return () => ({ text: texts[Math.min(asked++, texts.length - 1)] ?? "" });
};

const bodies = ({ server }: Scene): readonly Readonly<Record<string, unknown>>[] => server.requests.map(({ body }) => body);

describe("--json-schema", () => {
  before(buildOnce);

  it("asks the vendor for that form, and gives the answer as a value", async () => {
    await using s = await scene(saying(JSON.stringify(good)));
    writeFileSync(join(s.home.project, "city.json"), inline);
    for (const given of [inline, "city.json"]) {
      const { exitCode, stdout, stderr } = await s.chat(["--json-schema", given, "--output-format", "json"]);
      expect(exitCode, stderr).to.equal(0);
      expect(JSON.parse(stdout)).to.deep.include({ structured_output: good, result: JSON.stringify(good), num_turns: 1 });
    }
    expect(bodies(s)[0]?.["response_format"]).to.deep.equal({
      type: "json_schema",
      json_schema: { name: "answer", schema, strict: true },
    });
  });

  it("sees a reference that leads nowhere before anything is asked", async () => {
    await using s = await scene(saying('{"a": 1}'));
    const { exitCode, stderr } = await s.chat(["--json-schema", '{"type": "object", "properties": {"a": {"$ref": "#/$defs/a"}}}']);
    expect([exitCode, stderr.includes('"#/$defs/a" is not in it')], stderr).to.deep.equal([42, true]);
    const known = await s.chat(["--json-schema", '{"type": "object", "properties": {"a": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"type": "integer"}}}']);
    expect([known.exitCode, s.server.requests.length], known.stderr).to.deep.equal([0, 1]);
  });

  it("leaves the text as the model wrote it where no JSON is printed", async () => {
    await using s = await scene(saying(`\`\`\`json\n${JSON.stringify(good)}\n\`\`\``));
    const { exitCode, stdout } = await s.chat(["--json-schema", inline]);
    expect([exitCode, stdout.includes("Bonn")]).to.deep.equal([0, true]);
    expect(s.server.requests, "a fence is no mistake").to.have.lengthOf(1);
  });

  it("puts the value alone on standard output, whatever was said before it, and nothing where there is none", async () => {
    await using s = await scene(saying("Here you go: nope", JSON.stringify(good)));
    const { exitCode, stdout } = await s.chat(["--json-schema", inline]);
    expect([exitCode, stdout]).to.deep.equal([0, `${JSON.stringify(good)}\n`]);
    await using never = await scene(saying("no", "never"));
    const failed = await never.chat(["--json-schema", inline]);
    expect([failed.exitCode, failed.stdout]).to.deep.equal([1, ""]);
  });

  it("tells the model what was wrong, and lets it try once more", async () => {
    await using s = await scene(saying('{"city": 5}', JSON.stringify(good)));
    const { exitCode, stdout, stderr } = await s.chat(["--json-schema", inline, "--output-format", "json"]);
    expect(exitCode, stderr).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.include({ structured_output: good, num_turns: 2 });
    expect(s.server.requests[1]?.text).to.include("does not fit the JSON schema").and.include("city").and.include("people");
  });

  it("fails where the second answer does not fit either, and says what was wrong", async () => {
    for (const words of ["Sorry, no.", '{"city": "Bonn"}', ""]) {
      await using s = await scene(saying(words));
      const { exitCode, stdout, stderr } = await s.chat(["--json-schema", inline, "--output-format", "json"]);
      expect([exitCode, s.server.requests.length], stderr).to.deep.equal([1, 2]);
      const result: unknown = JSON.parse(stdout);
      expect(result).to.deep.include({ subtype: "protocol", is_error: true }).and.not.to.have.property("structured_output");
      expect(JSON.stringify(result)).to.include("does not fit the JSON schema");
    }
  });

  it("tells a value of null from none", async () => {
    await using s = await scene(saying("null"));
    const { stdout } = await s.chat(["--json-schema", '{"type": ["object", "null"]}', "--output-format", "json"]);
    expect(JSON.parse(stdout)).to.have.property("structured_output", null);
  });

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ["a file that is not there", "nowhere.json", /no file nowhere\.json/],
    ["what is no JSON", "{type: object", /no JSON/],
    ["a type that does not exist", '{"type": "objekt"}', /no JSON Schema/],
    ["a wrong keyword deep inside", '{"type": "object", "properties": {"a": {"required": "b"}}}', /properties\.a\.required/],
    ["a reference that leads nowhere", '{"$ref": "#/$defs/none"}', /can't be used/],
    ["a pattern that is none", '{"properties": {"a": {"pattern": "("}}}', /pattern/],
  ];
  for (const [name, given, words] of wrong) {
    it(`refuses ${name}, before it asks anybody`, async () => {
      await using s = await scene(saying("{}"));
      const { exitCode, stderr } = await s.chat(["--json-schema", given]);
      expect([exitCode, words.test(stderr)], stderr).to.deep.equal([42, true]);
      expect(s.server.requests).to.deep.equal([]);
    });
  }
});

describe("--effort", () => {
  before(buildOnce);

  it("is sent with each request, and wins over the config", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    await s.run(["config", "set", "chat.effort", "low"]);
    for (const args of [[], ["--effort", "max"], ["--effort", "none"]]) await s.chat(args);
    expect(bodies(s).map((body) => body["reasoning_effort"])).to.deep.equal(["low", "max", "none"]);
  });

  it("is left to the model where nobody says anything", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    await s.chat();
    expect(bodies(s)[0]).not.to.have.property("reasoning_effort");
    expect((await s.chat(["--effort", "huge"])).exitCode).to.equal(2);
  });
});
