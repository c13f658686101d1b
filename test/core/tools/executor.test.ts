import { AinError } from "@ainative-code/sdk";
import type { Tool, ToolCallPart } from "@ainative-code/sdk";
import { inMemoryHost } from "@ainative-code/test-kit";
import { expect } from "chai";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machine } from "../../../src/app/machine.ts";
import type { Ask } from "../../../src/core/permissions/ask.ts";
import { Gatekeeper } from "../../../src/core/permissions/gatekeeper.ts";
import type { PermissionMode } from "../../../src/core/permissions/policy.ts";
import { createRedactor } from "../../../src/core/events/redact.ts";
import { HookRunner } from "../../../src/core/plugins/hook-runner.ts";
import type { TakenHook } from "../../../src/core/plugins/hook-runner.ts";
import { contributionSet } from "../../../src/core/plugins/late-contributions.ts";
import { Executor } from "../../../src/core/tools/executor.ts";
import type { Executed, ExecutorParts } from "../../../src/core/tools/executor.ts";
import type { Hiding } from "../../../src/core/tools/hide-secrets.ts";
import { ToolRegistry } from "../../../src/core/tools/tool-registry.ts";
import { checkSchema } from "../../../src/infra/schema/check-schema.ts";
import { fakeClock } from "../fake-clock.ts";

const peek = {
  name: "peek",
  description: "Reads a file.",
  risk: "read",
  input: { type: "object", properties: { path: { type: "string" } }, required: ["path"], additionalProperties: false },
  access: ({ path }: { path: string }) => [{ kind: "read", path }],
  run: async ({ path }: { path: string }, context) => ({ content: new TextDecoder().decode(await context.files.read(path)) }),
} satisfies Tool<{ path: string }>;

const boom = {
  name: "boom",
  description: "Fails.",
  risk: "execute",
  input: { type: "object" },
  run: async () => {
    throw new AinError("invalid-input", "It can't.", { actions: ["Do otherwise."] });
  },
} satisfies Tool;

describe("the tool executor", () => {
  const clock = fakeClock();
  let cwd: string;
  beforeEach(() => {
    cwd = realpathSync(mkdtempSync(join(tmpdir(), "executor-")));
    writeFileSync(join(cwd, "a.txt"), "inside");
  });
  afterEach(() => {
    rmSync(cwd, { recursive: true });
  });

  function executor({ cancelGraceMs = 3000, onLate = () => undefined, ...options }: { mode?: PermissionMode; ask?: Ask; hooks?: TakenHook[]; hiding?: Hiding; tools?: Tool[] } & Pick<ExecutorParts, "cancelGraceMs" | "onLate"> = {}): Executor {
    const made = (options.tools ?? [peek, boom]).map((tool) => ({
      contribution: { kind: "tool" as const, id: tool.name, plugin: "p", module: undefined, secrets: [] },
      value: tool,
    }));
    const registry = new ToolRegistry(
      contributionSet<Tool>([], made, () => Promise.reject(new Error("nothing is declared"))),
      () => inMemoryHost({ plugin: "p" }),
    );
    return new Executor({
      registry,
      gatekeeper: new Gatekeeper({ mode: options.mode ?? "ask", allow: [], deny: [] }, options.ask),
      hooks: new HookRunner(options.hooks ?? [], { onProblem: () => undefined }),
      machine: machine({ environment: { env: process.env, platform: process.platform, cwd }, unconfined: false, secretVariables: [] }),
      check: checkSchema,
      clock,
      ...(options.hiding === undefined ? {} : { hiding: options.hiding }),
      cancelGraceMs,
      onLate,
    });
  }

  async function run(made: Executor, name: string, input: ToolCallPart["input"], signal = new AbortController().signal): Promise<Executed> {
    const call: ToolCallPart = { type: "tool-call", id: "c", name, input };
    return made.execute(call, { sessionId: "s", signal, onOutput: () => undefined });
  }

  function textOf({ result }: Executed): string {
    return result.content.map((part) => (part.type === "text" ? part.text : "")).join("");
  }

  it("runs what the policy lets through", async () => {
    const executed = await run(executor(), "peek", { path: "a.txt" });
    expect([executed.result.status, textOf(executed), executed.decidedBy]).to.deep.equal(["ok", "inside", "mode:ask"]);
  });

  it("keeps secrets of the run out of results, details and output, also where one comes in pieces", async () => {
    const secret = "key-0123456789-abc";
    const leak = {
      name: "leak",
      description: "Tells.",
      risk: "read",
      input: { type: "object" },
      run: async (_input: unknown, context) => {
        for (const piece of ["a key-0123", "456789-abc b", " key-01"]) context.progress(piece);
        return { content: `it is ${secret}!`, details: { list: [{ text: secret }], count: 3 } };
      },
    } satisfies Tool;
    const redactor = createRedactor([secret, "ollama"]);
    const told: string[] = [];
    const made = executor({ tools: [leak], hiding: { hide: (text) => redactor.known(text), pending: (text) => redactor.pending(text) } });
    const call: ToolCallPart = { type: "tool-call", id: "c", name: "leak", input: {} };
    const executed = await made.execute(call, { sessionId: "s", signal: new AbortController().signal, onOutput: (text) => told.push(text) });
    expect(textOf(executed)).to.equal("it is [redacted]!");
    expect(executed.details).to.deep.equal({ list: [{ text: "[redacted]" }], count: 3 });
    expect(told.join("")).to.equal("a [redacted] b key-01");
    expect(redactor.known("ollama run")).to.equal("ollama run");
  });

  it("tells the model which arguments do not fit, and runs nothing", async () => {
    const executed = await run(executor(), "peek", { pth: "a.txt" });
    expect(executed.result.status).to.equal("error");
    expect(textOf(executed)).to.contain("do not fit").and.to.contain("pth");
  });

  it("tells the model of a tool that does not exist", async () => {
    expect(textOf(await run(executor(), "nope", {}))).to.equal('There is no tool named "nope".');
  });

  it("does not run a call whose arguments could not be read", async () => {
    const call: ToolCallPart = { type: "tool-call", id: "c", name: "boom", input: {}, inputError: "cut off" };
    const executed = await executor({ mode: "bypass" }).execute(call, { sessionId: "s", signal: new AbortController().signal, onOutput: () => undefined });
    expect(textOf(executed)).to.equal("The arguments are not valid: cut off");
  });

  it("passes a typed failure on with its next step", async () => {
    const executed = await run(executor({ mode: "bypass" }), "boom", {});
    expect([executed.result.status, textOf(executed)]).to.deep.equal(["error", "It can't.\nDo otherwise."]);
  });

  it("refuses an open question where nobody can be asked, and says so", async () => {
    const executed = await run(executor(), "boom", {});
    expect([executed.result.status, executed.unasked]).to.deep.equal(["denied", true]);
    expect(textOf(executed)).to.contain("nobody can be asked");
  });

  it("asks once for a whole run where the person says so", async () => {
    let asked = 0;
    const made = executor({
      ask: async () => {
        asked += 1;
        return { answer: "session" };
      },
    });
    const outside = { path: process.execPath };
    expect((await run(made, "boom", {})).decidedBy).to.equal("user");
    expect((await run(made, "boom", {})).decidedBy).to.equal("allow-rule:boom");
    expect((await run(made, "peek", outside)).decidedBy).to.equal("user");
    expect((await run(made, "peek", outside)).decidedBy).to.match(/^allow-rule:peek/);
    expect(asked).to.equal(2);
  });

  it("does not count a person's time to think as the tool's", async () => {
    const ask: Ask = async (_call, _question, signal) => {
      await clock.sleep(60_000, signal);
      return { answer: "once" };
    };
    const slow: Tool = {
      ...boom,
      name: "slow",
      run: async (_input, { signal }) => {
        await clock.sleep(250, signal);
        return { content: "done" };
      },
    };
    expect((await run(executor({ ask, tools: [slow] }), "slow", {})).durationMs).to.equal(250);
  });

  it("tells the model what the person said to a refusal", async () => {
    const executed = await run(executor({ ask: async () => ({ answer: "deny", reason: "not now" }) }), "boom", {});
    expect([textOf(executed), executed.unasked]).to.deep.equal(["Refused by the user. They said: not now", false]);
  });

  it("lets a plugin change the arguments, and holds the changed ones against schema and policy", async () => {
    const change = (input: Record<string, unknown>): TakenHook => ({ plugin: "x", point: "tool:before", handler: async () => ({ input }) });
    expect(textOf(await run(executor({ hooks: [change({ path: "a.txt" })] }), "peek", { path: "b.txt" }))).to.equal("inside");
    expect(textOf(await run(executor({ hooks: [change({})] }), "peek", { path: "a.txt" }))).to.contain("do not fit");
    expect((await run(executor({ hooks: [change({ path: "/etc/hosts" })] }), "peek", { path: "a.txt" })).unasked).to.equal(true);
  });

  it("lets a plugin refuse a call, by name", async () => {
    const hooks: TakenHook[] = [{ plugin: "guard", point: "tool:before", handler: async () => ({ deny: "no." }) }];
    const executed = await run(executor({ hooks, mode: "bypass" }), "peek", { path: "a.txt" });
    expect([textOf(executed), executed.result.status]).to.deep.equal(["Refused by guard: no.", "denied"]);
  });

  it("bounds what the model gets", async () => {
    const big: Tool = { ...boom, name: "big", run: async () => ({ content: "x".repeat(300_000) }) };
    const text = textOf(await run(executor({ mode: "bypass", tools: [big] }), "big", {}));
    expect(text.length).to.be.lessThan(66_000);
    expect(text).to.contain("left out");
  });

  it("keeps the end of what a call had told until it was cancelled", async () => {
    const controller = new AbortController();
    const chatty: Tool = {
      ...boom,
      name: "chatty",
      run: async (_input, context) => {
        context.progress(`${"x".repeat(5000)}\n`);
        context.progress("half done");
        controller.abort();
        throw new AinError("cancelled", "It was cancelled.");
      },
    };
    const executed = await run(executor({ mode: "bypass", tools: [chatty] }), "chatty", {}, controller.signal);
    expect(executed.result.status).to.equal("error");
    expect(textOf(executed)).to.match(/^It was cancelled\.\nIts output until then:\nx{4086}\nhalf done$/);
  });

  it("gives a tool up that does not end after a cancel, with what it had told", async () => {
    const controller = new AbortController();
    const late: string[] = [];
    const deaf: Tool = {
      ...boom,
      name: "deaf",
      run: async (_input, context) => {
        context.progress("half done");
        controller.abort();
        return new Promise(() => undefined);
      },
    };
    const made = executor({ mode: "bypass", tools: [deaf], cancelGraceMs: 20, onLate: () => late.push("late") });
    const executed = await run(made, "deaf", {}, controller.signal);
    expect(executed.result.status).to.equal("error");
    expect(textOf(executed)).to.match(/^Cancelled; the tool did not end[^]*\nIts output until then:\nhalf done$/);
    expect(late).to.deep.equal(["late"]);
  });

  it("runs nothing any more once the turn is cancelled", async () => {
    const executed = await run(executor({ mode: "bypass" }), "boom", {}, AbortSignal.abort());
    expect(textOf(executed)).to.contain("cancelled");
  });

  it("names the plugin's fault in a plain sentence when a tool has a bug", async () => {
    const buggy: Tool = { ...boom, name: "buggy", run: () => Promise.reject(new TypeError("x is undefined")) };
    expect(textOf(await run(executor({ mode: "bypass", tools: [buggy] }), "buggy", {}))).to.equal("The tool failed: x is undefined");
  });
});
