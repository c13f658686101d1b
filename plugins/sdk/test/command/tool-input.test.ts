import { isAinError } from "@ainative-code/sdk";
import { Args, Command, Flags, toolInputOf } from "@ainative-code/sdk/command";
import { expect } from "chai";

class Search extends Command {
  static override baseFlags = { region: Flags.string({ summary: "Where.", description: "A longer text." }) };
  static override args = {
    query: Args.string({ required: true, description: "What to look for." }),
    page: Args.integer({ min: 1, default: 1 }),
    paths: Args.string({ multiple: true }),
  };
  static override flags = {
    limit: Flags.integer({ min: 1, max: 100, default: 10, description: "How many." }),
    order: Flags.option({ options: ["new", "old"] as const })({ required: true }),
    tag: Flags.string({ multiple: true, required: true }),
    exact: Flags.boolean({ allowNo: true, default: true }),
    link: Flags.url(),
    since: Flags.string({ required: true, default: async () => "computed" }),
    secret: Flags.string({ hidden: true }),
    help: Flags.help(),
  };

  override async run(): Promise<void> {}
}

describe("toolInputOf", () => {
  it("describes each flag and argument", () => {
    expect(toolInputOf(Search)).to.deep.equal({
      type: "object",
      properties: {
        query: { type: "string", description: "What to look for." },
        page: { type: "integer", minimum: 1, default: 1 },
        paths: { type: "array", items: { type: "string" } },
        region: { type: "string", description: "Where." },
        limit: { type: "integer", minimum: 1, maximum: 100, default: 10, description: "How many." },
        order: { type: "string", enum: ["new", "old"] },
        tag: { type: "array", items: { type: "string" } },
        exact: { type: "boolean", default: true },
        link: { type: "string", format: "uri" },
        since: { type: "string" },
      },
      required: ["query", "order", "tag"],
      additionalProperties: false,
    });
  });

  it("takes what a manifest says", () => {
    const input = { type: "object", properties: { n: { type: "integer" } } };
    expect(toolInputOf({ flags: { other: { type: "option" } }, tool: { risk: "read", input } })).to.deep.equal(input);
  });

  it("refuses a flag and an argument of one name", () => {
    const command = { id: "x", flags: { name: { type: "option" as const } }, args: { name: {} } };
    expect(() => toolInputOf(command))
      .to.throw('flag and an argument named "name"')
      .that.satisfies(isAinError);
  });
});
