import { AinError } from "@ainative-code/sdk";
import type { StreamEvent, ToolCallPart } from "@ainative-code/sdk";
import { answeringFetch } from "@ainative-code/test-kit";
import { expect } from "chai";
import type { AuditEvent } from "../../../src/core/audit/audit-log.ts";
import { auditingExecutor } from "../../../src/core/audit/auditing-executor.ts";
import { auditingFetch } from "../../../src/core/audit/auditing-fetch.ts";
import { auditingGatekeeper } from "../../../src/core/audit/auditing-gatekeeper.ts";
import { auditingStream } from "../../../src/core/audit/auditing-stream.ts";
import { pluginChanges } from "../../../src/core/audit/plugin-changes.ts";
import { Gatekeeper } from "../../../src/core/permissions/gatekeeper.ts";
import type { AskAnswer } from "../../../src/core/permissions/ask.ts";
import { aRequest } from "../a-request.ts";

const call: ToolCallPart = { type: "tool-call", id: "1", name: "bash", input: { command: "make", content: "the whole secret text" } };

describe("what is audited", () => {
  let noted: AuditEvent[];
  const audit = (event: AuditEvent): void => void noted.push(event);
  beforeEach(() => {
    noted = [];
  });

  it("is each run of a tool with what decided, and nothing of what it wrote or said", async () => {
    const executor = {
      execute: async () => ({
        call,
        result: { type: "tool-result" as const, callId: "1", name: "bash", status: "ok" as const, content: [{ type: "text" as const, text: "its output" }] },
        details: undefined,
        decidedBy: "allow-rule:bash",
        startedAt: "",
        durationMs: 5,
        unasked: false,
      }),
    };
    await auditingExecutor(executor, audit).execute(call, { sessionId: "s", signal: new AbortController().signal, onOutput: () => undefined });
    const detail = { session: "s", tool: "bash", status: "ok", decidedBy: "allow-rule:bash", durationMs: 5, command: "make" };
    expect(noted).to.deep.equal([{ kind: "tool", actor: "model", detail }]);
  });

  for (const [answer, allowed] of [[{ answer: "once" }, true], [{ answer: "deny" }, false]] as const satisfies [AskAnswer, boolean][]) {
    it(`is what a person ${allowed ? "allowed" : "refused"}`, async () => {
      const asked = new Gatekeeper({ mode: "ask", allow: [], deny: [] }, async () => answer);
      const question = { tool: "bash", risk: "execute" as const, accesses: [{ kind: "execute" as const, command: "make" }] };
      await auditingGatekeeper(asked, audit).permit(call, question, new AbortController().signal);
      expect(noted).to.deep.equal([{ kind: "approval", actor: "user", detail: { tool: "bash", risk: "execute", allowed, command: "make" } }]);
    });
  }

  it("is no approval where a rule decided", async () => {
    const ruled = new Gatekeeper({ mode: "bypass", allow: [], deny: [] }, undefined);
    await auditingGatekeeper(ruled, audit).permit(call, { tool: "bash", risk: "execute", accesses: [] }, new AbortController().signal);
    expect(noted).to.deep.equal([]);
  });

  it("is each request to a model with its end and its tokens", async () => {
    const usage = { input: { total: 10, fresh: 10, cacheRead: 0, cacheWrite: 0 }, output: { total: 3 } };
    const ends: StreamEvent[] = [
      { type: "finish", stop: { reason: "stop" }, usage },
      { type: "error", error: new AinError("rate-limit", "Slowly, said the text.", { status: 429 }) },
    ];
    for (const end of ends) {
      const stream = auditingStream(async function* answer() {
        yield { type: "text-delta", part: 0, text: "what was said" };
        yield end;
      }, "acme/m", audit);
      for await (const event of stream(aRequest())) expect(event).to.be.an("object");
    }
    expect(noted.map(({ actor }) => actor)).to.deep.equal(["acme/m", "acme/m"]);
    expect(noted.map(({ detail }) => JSON.stringify(detail))).to.deep.equal([
      '{"stop":"stop","inputTokens":10,"outputTokens":3}',
      '{"error":"rate-limit","status":429}',
    ]);
  });

  it("is each request of a plugin by host and status, without path and headers", async () => {
    const fetch = auditingFetch(answeringFetch([{ status: 503 }]).fetch, "@acme/plugin", audit);
    await fetch("https://api.acme.test/v1/secret-path?key=k", { headers: { "x-api-key": "k" } });
    await fetch("https://gone.acme.test/").catch(() => undefined);
    expect(noted.map(({ detail }) => detail)).to.deep.equal([
      { host: "api.acme.test", method: "GET", status: 503 },
      { host: "gone.acme.test", method: "GET", error: "internal" },
    ]);
  });

  it("is what became of the user's plugins", () => {
    const now = { a: "1.0.1", c: "2.0.0", d: "0.1.0 (linked)" };
    const changes = pluginChanges({ a: "1.0.0", b: "1.0.0" }, now).map(({ detail }) => [detail["plugin"], detail["change"]]);
    expect(changes).to.deep.equal([["a", "updated"], ["b", "uninstalled"], ["c", "installed"], ["d", "linked"]]);
    expect(pluginChanges(now, now)).to.deep.equal([]);
  });
});
