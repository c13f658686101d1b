import { expect } from "chai";
import type { ScriptedReply } from "@ainative-code/test-kit";
import { checkSchema } from "../../../src/infra/schema/check-schema.ts";
import { eventsSchema } from "../../../src/print/events-schema.ts";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene } from "../bad-days/scene.ts";
import { configure, odd } from "../mcp/everything.ts";
import { control, isType, lineOf, linesOf, response, said, streamWords } from "./stream-lines.ts";

const words = [...streamWords, "--allowed-tools", "mcp__odd__*"];
const asks: ScriptedReply = { calls: [{ name: "mcp_call", input: { tool: "mcp__odd__ask", arguments: {} } }] };
const isQuestion = isType("control_request");

describe("what an MCP server asks, over the stream", () => {
  before(buildOnce);

  it("is put to the program as a schema, and its answer is what the server gets", async () => {
    let asked = 0;
    await using s = await scene(() => (asked++ % 2 === 0 ? asks : { text: "Thanks." }));
    configure(s.home, { odd: odd() });
    const cli = s.startOpen(words);
    cli.write(said("go"));
    const question = await lineOf(cli, isQuestion);
    expect(question).to.have.nested.property("request.subtype", "elicitation");
    expect(question).to.have.nested.property("request.message", "What colour?");
    cli.write(response(String(question["request_id"]), { action: "accept", content: { colour: "blue", count: 4 } }));
    await lineOf(cli, isType("result"));
    expect(s.server.requests[1]?.text.replaceAll("\\", "")).to.include('answered {"action":"accept","content":{"colour":"blue","count":4}}');

    cli.write(said("again"));
    const second = await lineOf(cli, isQuestion, 2);
    cli.write(response(String(second["request_id"]), { action: "accept", content: { colour: "green" } }));
    await lineOf(cli, isType("result"), 2);
    expect(s.server.requests[3]?.text.replaceAll("\\", "")).to.include('answered {"action":"decline"}');
    cli.endInput();
    expect((await cli.exited).exitCode).to.equal(0);
    const lines = linesOf(cli.stdout());
    expect(lines.filter(isType("notice")).map(({ text }) => text).join()).to.match(/does not fit, which declines it: .*colour/);
    expect(lines.flatMap((line) => checkSchema(eventsSchema, line))).to.deep.equal([]);
  });

  it("is void where the turn is interrupted, or the input ends", async () => {
    for (const how of ["interrupt", "end"]) {
      let asked = 0;
      await using s = await scene(() => (asked++ === 0 ? asks : { text: "Never mind." }));
      configure(s.home, { odd: odd() });
      const cli = s.startOpen(words);
      cli.write(said("go"));
      const question = await lineOf(cli, isQuestion);
      if (how === "interrupt") cli.write(control("1", { subtype: "interrupt" }));
      else cli.endInput();
      expect(await lineOf(cli, isType("result"))).to.include({ subtype: how === "interrupt" ? "cancelled" : "success" });
      if (how === "interrupt") expect(await lineOf(cli, isType("control_cancel_request"))).to.include({ request_id: question["request_id"] });
      else expect(s.server.requests[1]?.text).to.include("cancel");
      cli.endInput();
      await cli.exited;
    }
  });

  it("is declined where nobody is asked", async () => {
    let asked = 0;
    await using s = await scene(() => (asked++ === 0 ? asks : { text: "A pity." }));
    configure(s.home, { odd: odd() });
    const { exitCode } = await s.run([...words, "-p"], { input: said("go") });
    expect([exitCode, s.server.requests[1]?.text.includes("decline")]).to.deep.equal([0, true]);
  });
});
