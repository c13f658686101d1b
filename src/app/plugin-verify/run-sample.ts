import type { PluginManifest, Tool, ToolContext, ToolOutput } from "@ainative-code/sdk";
import { toAinError } from "@ainative-code/sdk";
import { memoryHost } from "../../infra/conformance/memory-host.ts";
import { machine } from "../machine.ts";
import { reasonOf } from "./subject.ts";

export interface Sample {
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  /** Absolute; the tool's working directory. */
  readonly folder: string;
  readonly manifest: PluginManifest;
}

export interface SampleFault {
  readonly law: string;
  readonly message: string;
}

/** Milliseconds for a tool to do its work on a sample. */
const runLimitMs = 20_000;

/** Milliseconds for a tool to end after it was cancelled. */
const abortLimitMs = 1000;

/** Runs a tool as the executor does, and once more to cancel it. */
export async function runSample(tool: Tool, sample: Sample): Promise<readonly SampleFault[]> {
  const run = await runner(tool, sample);
  const output = await settled(run(new AbortController().signal), runLimitMs);
  if (output === "late") return [{ law: "samples", message: `it was not done after ${runLimitMs / 1000} s` }];
  return [...outputFaults(output, sample.expected), ...(await abortFaults(run))];
}

type Run = (signal: AbortSignal) => Promise<ToolOutput>;

/** The input was checked by the tool's schema, which its type can't know. */
async function runner(tool: Tool, { input, folder, manifest }: Sample): Promise<Run> {
  const secrets = Object.fromEntries((manifest.rights?.secrets ?? []).map((name) => [name, "made-up-0123456789"]));
  const host = await memoryHost(tool.name, folder, secrets);
  const own = machine({
    environment: { env: {}, cwd: folder, platform: process.platform },
    unconfined: false,
    secretVariables: [],
  });
  return async (signal) => {
    const context: ToolContext = {
      cwd: own.cwd,
      signal,
      files: own.files({ read: [], write: [] }, signal),
      processes: own.processes(signal),
      progress: () => undefined,
    };
    return tool.run(input as never, context, host);
  };
}

function outputFaults(output: ToolOutput | Error, expected: Sample["expected"]): readonly SampleFault[] {
  const wantsError = expected["isError"] === true;
  if (output instanceof Error) {
    const isBug = toAinError(output).code === "internal";
    return wantsError && !isBug
      ? []
      : [{ law: "samples", message: `it threw ${isBug ? "what is no AinError" : "an error"}: ${output.message}` }];
  }
  const { content, isError = false } = output;
  if (!isContent(content)) return [{ law: "output", message: "it returned no content" }];
  const text = typeof content === "string" ? content : content.map((part) => (part.type === "text" ? part.text : "")).join("");
  const wanted = expected["contains"];
  return [
    ...(isError === wantsError
      ? []
      : [{ law: "samples", message: `it said that it ${isError ? "failed" : "did its work"}: ${text.slice(0, 200)}` }]),
    ...(typeof wanted === "string" && !text.includes(wanted)
      ? [{ law: "samples", message: `its answer lacks ${JSON.stringify(wanted)}: ${text.slice(0, 200)}` }]
      : []),
  ];
}

/** A plugin may return anything. */
function isContent(content: unknown): boolean {
  return typeof content === "string" || Array.isArray(content);
}

async function abortFaults(run: Run): Promise<readonly SampleFault[]> {
  const abort = new AbortController();
  const cancelled = run(abort.signal);
  abort.abort();
  const outcome = await settled(cancelled, abortLimitMs);
  return outcome === "late" ? [{ law: "abort", message: `${abortLimitMs} ms after it was cancelled it goes on` }] : [];
}

/** What the work gives or throws; `late` where it takes longer. */
async function settled(work: Promise<ToolOutput>, limitMs: number): Promise<ToolOutput | Error | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(resolve, limitMs, "late");
  });
  const told = work.catch((thrown: unknown) => (thrown instanceof Error ? thrown : new Error(reasonOf(thrown))));
  try {
    return await Promise.race([told, late]);
  } finally {
    clearTimeout(timer);
  }
}
