import { argvOf, Args, Command, Flags, runInProcess, toolInputOf } from "@ainative-code/sdk/command";
import type { Config } from "@ainative-code/sdk/oclif";
import { expect } from "chai";
import { fixtureConfig } from "./fixture-config.ts";

class Echo extends Command {
  static override args = { first: Args.string({ ignoreStdin: true }), second: Args.string({ ignoreStdin: true }) };
  static override flags = {
    text: Flags.string({ char: "t" }),
    number: Flags.integer({ char: "n" }),
    force: Flags.boolean({ char: "f" }),
    color: Flags.boolean({ allowNo: true, default: true }),
    many: Flags.string({ multiple: true }),
    listed: Flags.string({ multiple: true, delimiter: "," }),
    choice: Flags.option({ options: ["a", "-b"] as const })(),
  };

  override async run(): Promise<Record<string, unknown>> {
    const { args, flags } = await this.parse(Echo);
    return { ...args, ...flags };
  }
}

class Several extends Command {
  static override args = { first: Args.string({ required: true }), rest: Args.string({ multiple: true }) };

  override async run(): Promise<unknown> {
    return (await this.parse(Several)).args;
  }
}

/** What the command has with no input at all. */
const nothing = { color: true };

describe("argvOf", () => {
  let config: Config;
  before(async () => {
    config = await fixtureConfig();
  });

  const received = async (input: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const { data, error } = await runInProcess(Echo, argvOf(input, Echo), config);
    if (error !== undefined) throw error;
    return { ...(data as Record<string, unknown>), json: undefined };
  };

  const inputs: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ["nothing", {}],
    ["a text", { text: "some text" }],
    ["an empty text", { text: "" }],
    ["a text of several lines with quotes", { text: 'a "b"\n\'c\' = d\\' }],
    ["a text with an equals sign", { text: "a=b=c" }],
    ["a negative number", { number: -3 }],
    ["a flag that is on", { force: true }],
    ["a flag that is switched off", { color: false }],
    ["several values", { many: ["one", "two words", "a=b"] }],
    ["values with the delimiter in them", { listed: ["a,b", " c ", '"d"', "e"] }],
    ["positionals", { first: "x", second: "y" }],
    ["positionals that look like flags", { first: "--force", second: "--" }],
    ["several values before a positional", { many: ["one"], first: "x" }],
    ["a text that begins with a dash", { text: "- item" }],
    ["a text that is a flag of the command", { text: "--force" }],
    ["a text that begins like a short flag", { text: "-force" }],
    ["a text that is the end of flags", { text: "--" }],
    ["values that are flags of the command", { many: ["--force", "-t", "--text=x"], listed: ["--force"] }],
    ["a choice that begins with a dash", { choice: "-b" }],
    ["an attached value that is text of another flag", { text: "--number=5" }],
  ];

  for (const [name, input] of inputs) {
    it(`hands over ${name}`, async () => {
      expect(await received(input)).to.deep.equal({ ...nothing, json: undefined, ...input });
    });
  }

  it("works from the entry of a manifest as from the class", () => {
    const { flags, args } = Echo;
    const entry = JSON.parse(JSON.stringify({ flags, args })) as Pick<typeof Echo, "flags" | "args">;
    const input = { text: "-x", force: true, first: "a" };
    expect(argvOf(input, { ...entry, tool: { input: toolInputOf(Echo) } })).to.deep.equal(argvOf(input, Echo));
  });

  it("hands over an argument of several values", async () => {
    const input = { first: "-f", rest: ["--force", "--", "z"] };
    const { data } = await runInProcess(Several, argvOf(input, Several), config);
    expect(data).to.deep.equal(input);
  });

  it("refuses a name the command does not have", () => {
    expect(() => argvOf({ colour: true }, Echo)).to.throw('There is no input named "colour".');
  });

  it("refuses an argument without the one before it", () => {
    expect(() => argvOf({ second: "y" }, Echo)).to.throw('"first" is missing');
  });
});
