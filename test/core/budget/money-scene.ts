import type { Price, ProviderRequest, StreamEvent, Usage } from "@ainative-code/sdk";
import { budgeted } from "../../../src/core/budget/budgeted-stream.ts";
import type { BudgetSettings } from "../../../src/core/budget/limits.ts";
import { noBudgets } from "../../../src/core/budget/limits.ts";
import { Spending } from "../../../src/core/budget/spending.ts";
import { SpentRecord } from "../../../src/core/budget/spent-record.ts";
import { SpendTally } from "../../../src/core/cost/spend-tally.ts";
import type { UsageLog } from "../../../src/core/cost/usage-log.ts";
import type { ModelStream } from "../../../src/core/providers/model-stream.ts";
import type { OpenedStore } from "../../../src/infra/sqlite/open-session-store.ts";
import { openSessionStore } from "../../../src/infra/sqlite/open-session-store.ts";
import { tempFile } from "../../infra/sqlite/temp-file.ts";
import { aRequest } from "../a-request.ts";

/** One dollar for a thousand tokens of input, ten for as many of output. */
const list: Readonly<Record<string, readonly Price[]>> = {
  dear: [{ input: 1000, output: 10_000 }],
  cheap: [{ input: 1, output: 10 }],
  free: [{ input: 0, output: 0 }],
};

export const usage = (input: number, output = 0): Usage => ({ input: { total: input, fresh: input, cacheRead: 0, cacheWrite: 0 }, output: { total: output } });

const start: StreamEvent = { type: "start", origin: { provider: "p", api: "", model: "m" } };

/** An answer that takes a dollar of the model `dear`. */
export const aDollar: readonly StreamEvent[] = [start, { type: "finish", stop: { reason: "stop" }, usage: usage(1000) }];

export interface MoneyScene {
  now: number;
  readonly file: string;
  readonly store: () => OpenedStore;
  /** How often the log was asked for. */
  opened: number;
  /** One process more, with its own connection. */
  process(settings?: Partial<BudgetSettings>, options?: ProcessOptions): Process;
}

interface ProcessOptions {
  readonly project?: string;
  readonly session?: string;
  readonly log?: () => Promise<UsageLog>;
}

export interface Process {
  readonly spending: Spending;
  readonly run: SpendTally;
  stream(answer?: readonly StreamEvent[] | ModelStream, model?: string): ModelStream;
  /** Makes one request whose answer has at most a token, so that nearly nothing is set aside; gives its last event. */
  ask(answer?: readonly StreamEvent[], model?: string): Promise<string>;
}

export const tiny = (changes: Partial<ProviderRequest> = {}): ProviderRequest => aRequest({ maxOutputTokens: 1, ...changes });

/** For a `describe`: a database of usage, a clock that is set by hand, and processes that spend. */
export function moneyScene(): MoneyScene {
  let store: OpenedStore;
  let others: OpenedStore[] = [];
  const scene = {
    now: Date.parse("2026-05-05T12:00:00Z"),
    file: "",
    opened: 0,
    store: () => store,
    process: (settings: Partial<BudgetSettings> = {}, options: ProcessOptions = {}) => aProcess(settings, options),
  };
  beforeEach(async () => {
    scene.now = Date.parse("2026-05-05T12:00:00Z");
    scene.opened = 0;
    scene.file = tempFile();
    store = await openSessionStore({ file: scene.file, driver: "node-sqlite" });
  });
  afterEach(async () => {
    for (const one of [store, ...others]) await one.close();
    others = [];
  });
  const open = async (): Promise<OpenedStore> => {
    scene.opened += 1;
    const own = await openSessionStore({ file: scene.file, driver: "node-sqlite" });
    others.push(own);
    return own;
  };
  const aProcess = (settings: Partial<BudgetSettings>, { project = "/p", session = "s", log }: ProcessOptions): Process => {
    const opened = once(open);
    const clock = { now: () => scene.now };
    const run = new SpendTally();
    const record = new SpentRecord({ clock, sessionId: session, project, openLog: log ?? (async () => (await opened()).usage), openHolds: async () => (await opened()).money });
    const spending = new Spending({ clock, run, record, prices: () => Promise.resolve(({ model }) => ({ prices: list[model] })) });
    spending.use({ ...noBudgets, ...settings });
    const stream: Process["stream"] = (answer = aDollar, model = "dear") =>
      budgeted(typeof answer === "function" ? answer : async function* replay() { yield* answer; }, { provider: "p", model }, spending);
    return {
      spending,
      run,
      stream,
      async ask(answer, model) {
        let last = "";
        for await (const event of stream(answer, model)(tiny())) last = event.type === "error" ? event.error.code : event.type;
        await spending.settled();
        return last;
      },
    };
  };
  return scene;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return async () => (made ??= make());
}
