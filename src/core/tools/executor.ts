import { AinError, isAinError, toAinError } from "@ainative-code/sdk";
import type {
  Access, Files, Processes, ToolCallPart, ToolContext, ToolOutput, ToolResultPart, ToolResultStatus,
} from "@ainative-code/sdk";
import type { RefusedCall } from "../agent/refused-calls.ts";
import type { Clock } from "../clock.ts";
import { Patience } from "../patience.ts";
import type { Gatekeeper } from "../permissions/gatekeeper.ts";
import type { PermissionQuestion, ResolvedAccess } from "../permissions/question.ts";
import { resolveLine } from "../permissions/resolve-line.ts";
import type { ParseShell } from "../permissions/shell/shell-command.ts";
import type { HookRunner } from "../plugins/hook-runner.ts";
import type { AskFence } from "../sandbox/fence-state.ts";
import type { SchemaCheck } from "../config/schema-check.ts";
import type { ExecutionOptions } from "./execution-options.ts";
import { nobodyToAsk } from "./ask-user.ts";
import type { AskUser } from "./ask-user.ts";
import type { LoadedTool, ToolRegistry } from "./tool-registry.ts";
import { hidesNothing, hidingStream, withoutSecrets } from "./hide-secrets.ts";
import type { Hiding } from "./hide-secrets.ts";
import { boundedContent } from "./truncate.ts";
import { ranInTurn, runInTurnOf } from "./turn-tool.ts";
import { unfencedBy } from "./unfenced-by.ts";

/** What a call may reach beyond the working directory, absolute and resolved. */
export interface Grants {
  readonly read: readonly string[];
  readonly write: readonly string[];
  /** Every place the call names, permitted by name: files with secrets are reached no other way. */
  readonly named?: readonly string[];
}

/** The machine, as the executor hands it to a tool. */
export interface Machine {
  readonly cwd: string;
  /** Resolves a path as the tool will see it. May throw `AinError`. */
  resolve(path: string): Promise<{ readonly path: string; readonly inside: boolean; readonly shown: string }>;
  files(grants: Grants, signal: AbortSignal): Files;
  /** Commands run behind the machine's fence, where there is one, unless they are to leave it. */
  processes(signal: AbortSignal, options?: { readonly unfenced?: boolean }): Processes;
  /** Ends what runs beside the calls. */
  end?(): Promise<void>;
  /** Whether commands are fenced; without it they are not, by choice. */
  readonly fence?: AskFence | undefined;
  /** What takes a command line apart; missing where its shell's grammar is not known. */
  readonly shellGrammar?: (() => Promise<ParseShell>) | undefined;
}

export interface ExecutorParts {
  readonly registry: ToolRegistry;
  readonly gatekeeper: Pick<Gatekeeper, "permit">;
  readonly hooks: HookRunner;
  readonly machine: Machine;
  readonly check: SchemaCheck;
  readonly clock: Clock;
  /** A tool goes on although the user has cancelled and nobody waits for it any more. */
  readonly onLate?: () => void;
  /** Milliseconds for a tool to end after a cancel. */
  readonly cancelGraceMs?: number;
  /** Who answers questions of tools; nobody unless given. */
  readonly askUser?: AskUser | undefined;
  /** Keeps secrets of the run from the model, from what is saved and from what is shown. */
  readonly hiding?: Hiding;
}

/** Longer than a process has between SIGTERM and SIGKILL, so that what a command leaves behind is told. */
const defaultCancelGraceMs = 3000;

export interface Executed {
  /** The call as it ran: a plugin may have changed its input. */
  readonly call: ToolCallPart;
  readonly result: ToolResultPart;
  readonly details: ToolOutput["details"];
  readonly decidedBy: string;
  readonly startedAt: string;
  readonly durationMs: number;
  /** It was refused because nobody could be asked. */
  readonly unasked: boolean;
  /** It has looked at something that goes on and has brought nothing new. */
  readonly isWaiting?: true;
  /** The turn ends with it: as a failure, or with an answer. */
  readonly halt?: { readonly error: AinError } | { readonly answer: string };
  /** What it would have touched, where it was refused for that. */
  readonly accesses?: readonly ResolvedAccess[];
  /** Calls below it that were refused because nobody could be asked. */
  readonly refused?: readonly RefusedCall[];
}

/** Characters of its output that a cancelled call leaves behind. */
const maxToldChars = 4096;

interface Ended {
  readonly call: ToolCallPart;
  readonly output: ToolOutput;
  readonly status: ToolResultStatus;
  readonly decidedBy: string;
  readonly unasked?: boolean;
  readonly accesses?: readonly ResolvedAccess[];
  readonly refused?: readonly RefusedCall[] | undefined;
  /** When the decision had fallen: a person's time to think is no time of the tool. */
  readonly decidedAt?: number;
}

/**
 * Runs one call, the same way for every tool: find, validate, let plugins look, ask permission, run, bound. It never
 * throws: whatever goes wrong becomes a result that the model is told.
 */
export class Executor {
  readonly #parts: ExecutorParts;
  readonly #hiding: Hiding;

  constructor(parts: ExecutorParts) {
    this.#parts = parts;
    this.#hiding = parts.hiding ?? hidesNothing;
  }

  async execute(call: ToolCallPart, options: ExecutionOptions): Promise<Executed> {
    const start = this.#parts.clock.now();
    let ended: Ended;
    try {
      ended = await this.#execute(call, options);
    } catch (thrown) {
      ended = failed(call, explain(thrown), "executor");
    }
    const output = withoutSecrets(ended.output, this.#hiding);
    const startedAt = ended.decidedAt ?? start;
    return {
      call: ended.call,
      result: resultOf({ ...ended, output }),
      details: output.details,
      decidedBy: ended.decidedBy,
      startedAt: new Date(startedAt).toISOString(),
      durationMs: this.#parts.clock.now() - startedAt,
      unasked: ended.unasked ?? false,
      ...(output.isWaiting === true ? { isWaiting: true } : {}),
      ...(ended.accesses === undefined ? {} : { accesses: ended.accesses }),
      ...(ended.refused === undefined ? {} : { refused: ended.refused }),
    };
  }

  async #execute(original: ToolCallPart, options: ExecutionOptions): Promise<Ended> {
    const notRun = (): Ended => failed(original, "Not run: the user cancelled the turn.", "cancelled");
    if (options.signal.aborted) return notRun();
    const loaded = await this.#parts.registry.load(original.name);
    if (loaded === undefined) return failed(original, `There is no tool named "${original.name}".`, "executor");
    if (original.inputError !== undefined) {
      return failed(original, `The arguments are not valid: ${original.inputError}`, "executor");
    }
    const { sessionId, signal } = options;
    const asked = this.#parts.hooks.beforeTool({ sessionId, call: original, risk: loaded.tool.risk }, signal);
    const hooked = await asked.catch((thrown: unknown) => {
      if (signal.aborted) return undefined;
      throw thrown;
    });
    if (hooked === undefined) return notRun();
    if ("deny" in hooked) return denied(original, `Refused by ${hooked.plugin}: ${hooked.deny}`, `plugin:${hooked.plugin}`);
    const { call } = hooked;
    const violations = this.#parts.check(loaded.tool.input, call.input);
    if (violations.length > 0) {
      const reasons = violations.map(({ path, message }) => `${path === "" ? "input" : path}: ${message}`).join("\n");
      return failed(call, `The arguments do not fit the tool's schema.\n${reasons}`, "executor");
    }
    return this.#permitAndRun(call, loaded, options);
  }

  async #permitAndRun(call: ToolCallPart, loaded: LoadedTool, options: ExecutionOptions): Promise<Ended> {
    const accesses = await this.#resolve(accessesOf(loaded, call));
    const unfenced = await unfencedBy(accesses, this.#parts.machine.fence);
    const question: PermissionQuestion = {
      tool: call.name,
      risk: loaded.tool.risk,
      accesses,
      ...(unfenced === undefined ? {} : { unfenced }),
    };
    const permission = await this.#parts.gatekeeper.permit(call, question, options.signal);
    const decidedAt = this.#parts.clock.now();
    if (!permission.allowed) {
      return { ...denied(call, permission.reason, permission.decidedBy), unasked: permission.unasked, accesses, decidedAt };
    }
    const inTurn = runInTurnOf(loaded.tool);
    if (inTurn !== undefined) return { ...(await ranInTurn(call, inTurn, options)), decidedBy: permission.decidedBy, decidedAt };
    let told = "";
    const shown = hidingStream(this.#hiding, (text) => {
      told = (told + text).slice(-maxToldChars);
      options.onOutput(text);
    });
    const context = this.#context(accesses, { ...options, onOutput: (text) => shown.add(text) });
    try {
      const output = await this.#ran(loaded, call, context).finally(() => shown.end());
      return { call, output, status: output.isError === true ? "error" : "ok", decidedBy: permission.decidedBy, decidedAt };
    } catch (thrown) {
      // What it had done until then is worth knowing to whoever goes on.
      const soFar = options.signal.aborted && told !== "" ? `\nIts output until then:\n${told}` : "";
      return { ...failed(call, `${explain(thrown)}${soFar}`, permission.decidedBy), decidedAt };
    }
  }

  /** Throws `cancelled` for a tool that does not end when it is told to. */
  async #ran(loaded: LoadedTool, call: ToolCallPart, context: ToolContext): Promise<ToolOutput> {
    const { onLate, cancelGraceMs = defaultCancelGraceMs } = this.#parts;
    const patience = new Patience(context.signal, cancelGraceMs);
    try {
      const ran = await patience.wait(runOf(loaded, call, context).then((output) => ({ output })));
      if (ran !== undefined) return ran.output;
    } finally {
      patience.end();
    }
    onLate?.();
    throw new AinError("cancelled", "Cancelled; the tool did not end when it was told to, and may have gone on.");
  }

  async #resolve(accesses: readonly Access[]): Promise<readonly ResolvedAccess[]> {
    return Promise.all(
      accesses.map(async (access): Promise<ResolvedAccess> => {
        const { machine } = this.#parts;
        if (access.kind === "network") return access;
        if (access.kind === "execute") {
          const parse = await machine.shellGrammar?.();
          if (parse === undefined) return access;
          return { ...access, line: await resolveLine(access.command, parse, async (path) => machine.resolve(path)) };
        }
        return { ...(await this.#parts.machine.resolve(access.path)), kind: access.kind };
      }),
    );
  }

  #context(accesses: readonly ResolvedAccess[], options: ExecutionOptions): ToolContext {
    const { machine } = this.#parts;
    const outside = (kind: "read" | "write"): readonly string[] =>
      accesses.flatMap((access) => (access.kind === kind && !access.inside ? [access.path] : []));
    const named = accesses.flatMap((access) => ("path" in access ? [access.path] : []));
    const grants: Grants = { read: outside("read"), write: outside("write"), named };
    return {
      cwd: machine.cwd,
      signal: options.signal,
      files: machine.files(grants, options.signal),
      processes: machine.processes(options.signal, {
        unfenced: accesses.some((access) => access.kind === "execute" && access.unfenced !== undefined),
      }),
      progress: options.onOutput,
      ask: async (question) => (this.#parts.askUser ?? nobodyToAsk)(question, options.signal),
    };
  }
}

/** The one place where validated JSON becomes a tool's own input type: `Tool` leaves it open, the schema closed it. */
function accessesOf(loaded: LoadedTool, call: ToolCallPart): readonly Access[] {
  const { tool } = loaded;
  return tool.access === undefined ? [] : tool.access(call.input as never);
}

async function runOf(loaded: LoadedTool, call: ToolCallPart, context: ToolContext): Promise<ToolOutput> {
  return loaded.tool.run(call.input as never, context, loaded.host);
}

function failed(call: ToolCallPart, content: string, decidedBy: string): Ended {
  return { call, output: { content }, status: "error", decidedBy };
}

function denied(call: ToolCallPart, content: string, decidedBy: string): Ended {
  return { call, output: { content }, status: "denied", decidedBy };
}

function explain(thrown: unknown): string {
  const error = toAinError(thrown);
  const lines = [error.message, ...error.actions];
  return isAinError(thrown) ? lines.join("\n") : `The tool failed: ${error.message}`;
}

function resultOf({ call, output, status }: Ended): ToolResultPart {
  return { type: "tool-result", callId: call.id, name: call.name, content: boundedContent(output.content), status };
}
