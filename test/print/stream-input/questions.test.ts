import { expect } from "chai";
import { elicitationOf } from "../../../src/core/mcp/elicitation.ts";
import type { Elicitation } from "../../../src/core/mcp/elicitation.ts";
import { StreamQuestions } from "../../../src/print/stream-input/questions.ts";
import { readReply, type Reply } from "../../../src/print/stream-input/reply.ts";
import { call } from "../sample-events.ts";

type Line = Readonly<Record<string, unknown>>;

const still = new AbortController().signal;
const question = { tool: "bash", risk: "execute", accesses: [] } as const;

function asking(): { readonly questions: StreamQuestions; readonly lines: Line[] } {
  const lines: Line[] = [];
  return { questions: new StreamQuestions((line) => lines.push(line)), lines };
}

function reply(id: string, said: Line): Reply {
  const read = readReply({ response: { subtype: "success", request_id: id, response: said } });
  if (typeof read === "string") throw new Error(read);
  return read;
}

function form(): Elicitation {
  const properties = {
    colour: { type: "string", title: "Colour", enum: ["red", "blue"] },
    count: { type: "integer", minimum: 2, default: 3 },
    tags: { type: "array", items: { type: "string", enum: ["a", "b"] }, maxItems: 1 },
    sure: { type: "boolean", default: true },
  };
  const asked = elicitationOf({ message: "What?", requestedSchema: { type: "object", properties, required: ["colour"] } });
  if (asked === undefined) throw new Error("no form");
  return asked;
}

describe("questions over the stream", () => {
  it("are answered by their id, in whatever order", async () => {
    const { questions, lines } = asking();
    const [one, other] = [questions.ask(call("bash", { command: "a" }), question, still), questions.ask(call("bash", { command: "b" }), question, still)];
    expect(lines.map(({ request_id: id }) => id)).to.deep.equal(["permission-1", "permission-2"]);
    expect(questions.answer(reply("permission-2", { behavior: "allow", scope: "session" }))).to.equal(undefined);
    expect(questions.answer(reply("permission-1", { behavior: "deny", message: "No." }))).to.equal(undefined);
    expect([await one, await other]).to.deep.equal([{ answer: "deny", reason: "No." }, { answer: "session" }]);
    expect(questions.answer(reply("permission-1", { behavior: "allow" }))).to.match(/Nothing is asked under the id "permission-1", or no more/);
  });

  it("are refused by whatever does not plainly allow", async () => {
    const { questions } = asking();
    const said: readonly Line[] = [{}, { behavior: "perhaps" }, { behavior: "allow", scope: "everywhere" }, { behavior: "allow", updatedInput: { command: "b" } }];
    for (const [index, one] of said.entries()) {
      const asked = questions.ask(call("bash", { command: "a" }), question, still);
      questions.answer(reply(`permission-${String(index + 1)}`, one));
      expect(await asked, JSON.stringify(one)).to.include({ answer: "deny" });
    }
    const failing = questions.ask(call("bash", { command: "a" }), question, still);
    questions.answer({ requestId: "permission-5", isSuccess: false, said: { behavior: "allow" }, error: "Broken." });
    expect(await failing).to.deep.equal({ answer: "deny", reason: "Broken." });
  });

  it("of a server tell the form as a schema, and take what fits it", async () => {
    const { questions, lines } = asking();
    const asked = questions.elicit("odd", form(), still);
    expect(lines[0]).to.deep.equal({
      type: "control_request",
      request_id: "elicitation-1",
      request: {
        subtype: "elicitation",
        mcp_server_name: "odd",
        mode: "form",
        message: "What?",
        requested_schema: {
          type: "object",
          properties: {
            colour: { title: "Colour", oneOf: [{ const: "red", title: "red" }, { const: "blue", title: "blue" }] },
            count: { title: "count", type: "integer", minimum: 2, default: 3 },
            tags: { title: "tags", type: "array", items: { oneOf: [{ const: "a", title: "a" }, { const: "b", title: "b" }] }, maxItems: 1 },
            sure: { title: "sure", type: "boolean", default: true },
          },
          required: ["colour"],
          additionalProperties: false,
        },
      },
    });
    expect(questions.answer(reply("elicitation-1", { action: "accept", content: { colour: "red", count: 2, tags: ["a"] } }))).to.equal(undefined);
    expect(await asked).to.deep.equal({ action: "accept", content: { colour: "red", count: 2, tags: ["a"] } });
  });

  it("of a server are declined by what does not fit, and that is told", async () => {
    const { questions } = asking();
    const wrong: readonly unknown[] = [{ colour: "green" }, { count: 5 }, { colour: "red", count: 1 }, { colour: "red", more: 1 }, "red", { colour: { red: true } }];
    for (const [index, content] of wrong.entries()) {
      const asked = questions.elicit("odd", form(), still);
      expect(questions.answer(reply(`elicitation-${String(index + 1)}`, { action: "accept", content })), JSON.stringify(content)).to.match(/does not fit, which declines it: ./);
      expect(await asked).to.deep.equal({ action: "decline" });
    }
    const unclear = questions.elicit("odd", form(), still);
    questions.answer(reply("elicitation-7", { action: "dance" }));
    expect(await unclear).to.deep.equal({ action: "decline" });
  });

  it("of a server may be for a page to open", async () => {
    const { questions, lines } = asking();
    const asked = questions.elicit("odd", { mode: "url", message: "Sign in", url: "https://example.org/" }, still);
    expect(lines[0]).to.have.nested.property("request.url", "https://example.org/");
    questions.answer(reply("elicitation-1", { action: "accept" }));
    expect(await asked).to.deep.equal({ action: "accept" });
  });

  it("are taken back with the turn or the one who asked, and nobody answers after the end", async () => {
    const { questions, lines } = asking();
    const gone = new AbortController();
    const asked = questions.ask(call("bash", { command: "a" }), question, gone.signal);
    const wanted = questions.elicit("odd", form(), still);
    gone.abort();
    questions.endTurn();
    expect([await asked, await wanted]).to.deep.equal([{ answer: "deny" }, { action: "cancel" }]);
    const cancelled = lines.filter(({ type }) => type === "control_cancel_request").map(({ request_id: id }) => id);
    expect(cancelled).to.deep.equal(["permission-1", "elicitation-2"]);
    const last = questions.ask(call("bash", { command: "a" }), question, still);
    questions.close();
    expect([await last, await questions.elicit("odd", form(), still)]).to.deep.equal([{ answer: "nobody" }, { action: "cancel" }]);
  });
});
