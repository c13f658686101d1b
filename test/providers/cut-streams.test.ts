import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StreamEvent, Tool } from "@ainative-code/sdk";
import { recordingsIn } from "@ainative-code/test-kit";
import { expect } from "chai";
import { offsetsIn } from "../../plugins/test-kit/src/conformance/provider/offsets.ts";
import { singleAttempt } from "../../src/core/providers/single-attempt.ts";
import { agentScene, says } from "../core/agent/agent-scene.ts";
import { aRequest } from "../core/a-request.ts";
import { answering } from "./vendors/answering.ts";
import { chatMark, responsesMark, vendors, type Vendor } from "./vendors/vendors.ts";

const folder = process.env["AINATIVE_VECTORS"] ?? join(import.meta.dirname, "../../../shared/vectors");

/** Recorded answers with calls that are tried for each vendor, and places each one is cut at. */
const [most, cuts] = [4, 24];

interface Called {
  readonly name: string;
  readonly vendor: Vendor;
  readonly body: Uint8Array;
  /** The tools it calls. */
  readonly tools: readonly string[];
}

describe("an answer that was cut off", function () {
  const scene = agentScene();
  let disk: string;
  beforeEach(() => {
    disk = mkdtempSync(join(tmpdir(), "cut-"));
  });
  afterEach(() => {
    rmSync(disk, { recursive: true });
  });

  /** Lets a whole agent answer one prompt from these bytes; its tools write to the disk. */
  async function ran({ vendor, tools }: Called, body: Uint8Array): Promise<readonly string[]> {
    const { host } = answering(vendor, [{ body }]);
    const first = singleAttempt(vendor.provider, host);
    const { agent } = scene.agent([first, says("done")], { tools: tools.map((name) => writing(name, disk)) });
    await scene.run(agent);
    return readdirSync(disk);
  }

  for (const vendor of vendors) {
    it(`runs no tool, wherever ${vendor.name} was cut`, async function () {
      this.timeout(60_000);
      const answers = await answersWithCalls(vendor);
      expect(answers).not.to.deep.equal([]);
      for (const called of answers) {
        for (const end of offsetsIn(called.body.subarray(0, markIn(called)), cuts)) {
          expect(await ran(called, called.body.subarray(0, end)), `${called.name}, cut at ${end} of ${called.body.length}`).to.deep.equal([]);
        }
        expect(await ran(called, called.body), `${called.name}, whole`).to.have.members([...called.tools]);
        for (const file of readdirSync(disk)) rmSync(join(disk, file));
      }
    });
  }

  if (existsSync(folder)) return;
  it(`was not tried as recorded: nothing is at ${folder}, set AINATIVE_VECTORS`, function () {
    this.skip();
  });
});

/** Bytes up to which the answer has no mark of its end: what comes behind that may be missing. */
function markIn({ body, vendor }: Called): number {
  const mark = vendor.mark.exec(Buffer.from(body).toString("latin1"));
  if (mark === null) throw new Error("The answer has no end.");
  return mark.index + mark[0].length;
}

function writing(name: string, disk: string): Tool {
  return {
    name,
    description: name,
    risk: "execute",
    input: { type: "object" },
    run: async () => {
      writeFileSync(join(disk, name), "ran");
      return { content: "ran" };
    },
  };
}

async function answersWithCalls(vendor: Vendor): Promise<readonly Called[]> {
  const kinds = new Set(["sse", "ndjson", "eventstream"]);
  const recorded = (recordingsIn(folder, vendor.recorded) ?? []).filter(({ kind, status }) => kinds.has(kind) && status === 200);
  const bodies = [{ file: "hand-written", bytes: vendor.calls }, ...recorded];
  const called: Called[] = [];
  for (const { file, bytes } of bodies) {
    const one = speaking(vendor, bytes);
    const tools = await toolsOf(one, bytes);
    if (tools.length > 0) called.push({ name: file, vendor: one, body: bytes, tools });
    if (called.length > most) break;
  }
  return called;
}

/** One vendor answers in two formats. */
function speaking(vendor: Vendor, bytes: Uint8Array): Vendor {
  if (!("api" in vendor.config)) return vendor;
  const api = Buffer.from(bytes).includes('"response.created"') ? "responses" : "chat";
  return api === vendor.config["api"] ? vendor : { ...vendor, config: { ...vendor.config, api }, mark: api === "chat" ? chatMark : responsesMark };
}

/** Those that a host would run; none where the answer is not whole, or a call can't be read. */
async function toolsOf(vendor: Vendor, body: Uint8Array): Promise<readonly string[]> {
  const { host } = answering(vendor, [{ body }]);
  const events: StreamEvent[] = [];
  for await (const event of singleAttempt(vendor.provider, host)(aRequest())) events.push(event);
  const last = events.at(-1);
  if (last?.type !== "finish" || last.stop.reason !== "tool-calls") return [];
  const calls = events.flatMap((event) => (event.type === "tool-end" && event.call.providerExecuted !== true ? [event.call] : []));
  return calls.some(({ inputError }) => inputError !== undefined) ? [] : [...new Set(calls.map(({ name }) => name))];
}
