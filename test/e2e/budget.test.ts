import type { ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildOnce } from "../boot/built-cli.ts";
import { expectWellTold, resultOf } from "./bad-days/failures.ts";
import { scene } from "./bad-days/scene.ts";
import type { Scene } from "./bad-days/scene.ts";
import { briefly, savedMessages } from "./bad-days/sessions.ts";

/** 100,000 tokens in and 1,000 out are $0.135 at the prices of the model. */
const dear = { input: 100_000, output: 1000 };
const model = ["-m", "openai/gpt-5"];
const readsThenSays: readonly ScriptedReply[] = [
  { calls: [{ name: "glob", input: { pattern: "*.txt" } }], usage: dear },
  { text: "Done.", usage: { input: 101_000, cached: 100_000, output: 100 } },
];

interface Told {
  readonly total_cost_usd: number | null;
  readonly cost: Readonly<Record<string, unknown>>;
  readonly model_usage: Readonly<Record<string, { readonly cost_usd: number }>>;
  readonly num_turns: number;
  readonly error?: { readonly details?: Readonly<Record<string, unknown>> };
}

function settings({ home }: Scene, text: string): void {
  const file = join(home.config, "config.yaml");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const ask = async (s: Scene, ...words: readonly string[]): Promise<Awaited<ReturnType<Scene["run"]>>> => s.run(["chat", "-p", "Go", ...model, ...words]);

describe("a budget", () => {
  before(buildOnce);

  it("ends a run between two requests, with the results of the tools saved, and --continue with more goes on", async () => {
    await using s = await scene(readsThenSays, { pick: "sequence" });
    const stopped = await ask(s, "--max-budget-usd", "0.2", "--json");
    expect(stopped.exitCode).to.equal(55);
    expect(resultOf(stopped)).to.include({ subtype: "budget", is_error: true, exit_code: 55 });
    const told = JSON.parse(stopped.stdout) as Told;
    expect(told).to.include({ total_cost_usd: 0.135, num_turns: 1 });
    expect(told.cost).to.deep.equal({ known_usd: 0.135, basis: "estimated", requests: 1, unknown_requests: 0, saved_by_cache_usd: 0 });
    expect(told.model_usage["openai/gpt-5"]?.cost_usd).to.equal(0.135);
    expect(told.error?.details).to.deep.include({ scope: "run", limitUsd: 0.2, spentUsd: 0.135 });
    expect(told.error?.details?.["models"]).to.deep.equal([{ model: "openai/gpt-5", usd: 0.135, requests: 1, unknown: 0 }]);
    expect(s.server.requests).to.have.length(1);
    expect(briefly(await savedMessages(s))).to.deep.equal(["user: Go", "assistant: glob()", "tool: glob ok"]);

    const on = await ask(s, "--continue", "--max-budget-usd", "1");
    expect(on).to.include({ exitCode: 0, stdout: "Done.\n" });
    expect(briefly(await savedMessages(s)).at(-1)).to.equal("assistant: Done.");
    const [first, last] = (await savedMessages(s)).filter((message) => message.role === "assistant");
    expect(first).to.deep.include({ cost: { usd: 0.135, basis: "estimated" } });
    expect(last).to.deep.include({ cost: { usd: 0.01475, basis: "estimated" } });
  });

  it("is not gone beyond by one long answer, and whoever reads a cut one hears why", async () => {
    await using s = await scene(() => ({ text: "So far.", stop: "length", usage: { input: 100, output: 29_000 } }));
    const cut = await ask(s, "--max-budget-usd", "0.3");
    expect(cut).to.include({ exitCode: 0, stdout: "So far.\n" });
    expect(cut.stderr).to.contain("The answer was cut off where it would have gone beyond the budget of this run.").and.not.contain("chat.maxOutputTokens");
    await ask(s);
    const [limit, none] = s.server.requests.map(({ body }) => body as { readonly max_tokens?: number });
    // $0.30 are 30,000 tokens of output at the price of the model, less its input.
    expect(limit?.max_tokens).to.be.within(29_000, 30_000);
    expect(none).not.to.have.property("max_tokens");
  });

  it("says in words what was spent on what, and how to go on", async () => {
    await using s = await scene(readsThenSays, { pick: "sequence" });
    const { exitCode, stderr } = await ask(s, "--max-budget-usd", "0.2");
    expect(exitCode).to.equal(55);
    expectWellTold(stderr);
    expect(stderr).to.contain("The budget of this run is $0.20, and $0.135 are spent: openai/gpt-5 $0.135 in 1 request; the next request may take $0.16");
    expect(stderr).to.contain("Try: Allow more: --max-budget-usd N").and.to.contain("ainative-code chat --continue");
  });

  it("of a day holds for the processes that follow, and warns before", async () => {
    await using s = await scene(() => ({ text: "Hi.", usage: dear }));
    settings(s, "budget:\n  dayUsd: 0.3\n");
    const first = await ask(s);
    expect(first).to.include({ exitCode: 0, stderr: "" });
    const second = await ask(s);
    expect(second.exitCode).to.equal(0);
    expect(second.stderr).to.equal("Warning: 90 % of the budget of today are spent: $0.27 of $0.30.\n");
    const third = await ask(s);
    expect(third.exitCode).to.equal(55);
    expect(third.stderr).to.contain("The budget of today is $0.30, and $0.27 are spent: openai/gpt-5 $0.27 in 2 requests");
    expect(third.stderr).to.contain("ainative-code config set budget.dayUsd N");
  });

  it("of a day counts what other processes have under way: of many that begin together only those are made that can be paid", async () => {
    await using s = await scene(() => ({ text: Array.from({ length: 40 }, () => "word "), usage: dear, paceMs: 50 }));
    settings(s, "budget:\n  dayUsd: 0.1\n");
    const codes = await Promise.all(Array.from({ length: 5 }, async () => (await ask(s)).exitCode));
    const done = codes.filter((code) => code === 0).length;
    expect(codes.every((code) => code === 0 || code === 55)).to.equal(true);
    // $0.041 are set aside for each.
    expect(done).to.be.within(1, 2);
    expect(s.server.requests).to.have.length(done);
  });

  it("of a day is shared by processes at the same time: they go beyond it by one request each at most", async () => {
    await using s = await scene(() => ({ text: ["a ", "b"], usage: dear, paceMs: 5 }));
    settings(s, "budget:\n  dayUsd: 0.5\n");
    const runs = await Promise.all(Array.from({ length: 2 }, async () => {
      const codes: number[] = [];
      for (let round = 0; round < 3; round++) codes.push((await ask(s)).exitCode ?? -1);
      return codes;
    }));
    const done = runs.flat().filter((code) => code === 0).length;
    expect(runs.flat().every((code) => code === 0 || code === 55)).to.equal(true);
    // $0.5 is enough for three of $0.135, each with $0.046 set aside; a second process may be in its last one.
    expect(done).to.be.within(3, 4);
    expect(s.server.requests).to.have.length(done);
  });

  it("counts what was tried in vain, and what broke off", async () => {
    await using s = await scene([{ text: "one two three", usage: dear, fault: { kind: "cut", afterEvents: 3 } }, { text: "Whole.", usage: dear }], { pick: "sequence" });
    const cut = await ask(s, "--json");
    expect(cut.exitCode).to.equal(43);
    const told = JSON.parse(cut.stdout) as Told;
    expect(told.cost).to.deep.include({ basis: "guessed", requests: 1 });
    expect(told.total_cost_usd).to.be.greaterThan(0);
    const usage = JSON.parse((await s.run(["usage", "--json"])).stdout) as { readonly total: Readonly<Record<string, number>> };
    expect(usage.total).to.deep.include({ requests: 1, reportedUsd: 0, estimatedUsd: 0, usd: told.total_cost_usd });
  });

  it("can't hold a model whose price nobody knows: it says so, or refuses where that is wished", async () => {
    await using s = await scene(() => ({ text: "Hi.", usage: dear }));
    const allowed = await s.chat(["--max-budget-usd", "0.1"]);
    expect(allowed).to.deep.include({ exitCode: 0, stdout: "Hi.\n" });
    expect(allowed.stderr).to.equal("Warning: Nobody knows the price of openai/m: what it costs is not counted against any budget.\n");
    const json = JSON.parse((await s.chat(["--json"])).stdout) as Told;
    expect(json).to.include({ total_cost_usd: null });
    expect(json.cost).to.deep.include({ known_usd: 0, basis: null, unknown_requests: 1 });
    const refused = await s.chat(["--max-budget-usd", "0.1", "--set", "budget.onUnknownPrice=refuse"]);
    expect(refused.exitCode).to.equal(55);
    expect(refused.stderr).to.contain("Nobody knows the price of openai/m");
    expect(s.server.requests).to.have.length(2);
  });

  it("that is no amount is told at once", async () => {
    await using s = await scene([]);
    for (const amount of ["0", "-1", "much", "1e3"]) {
      const { exitCode, stderr } = await ask(s, `--max-budget-usd=${amount}`);
      expect(exitCode, stderr).to.equal(2);
      expect(stderr).to.contain(`"${amount}" is no amount of US dollars.`);
    }
  });

  it("of a project's file can lower the user's, and never raise it", async () => {
    await using s = await scene(() => ({ text: "Hi.", usage: dear }));
    settings(s, "budget:\n  turnUsd: 0.02\n");
    const own = join(s.home.project, ".ainative-code/config.yaml");
    mkdirSync(dirname(own), { recursive: true });
    writeFileSync(own, "budget:\n  turnUsd: 10\n");
    const refused = await ask(s);
    expect(refused.exitCode).to.equal(55);
    expect(refused.stderr).to.contain("The budget of one turn is $0.02, and $0.00 are spent; the next request may take $0.04");
    expect((await s.run(["config", "explain", "budget.turnUsd"])).stdout).to.contain("a project's file can't raise it");
    writeFileSync(own, "budget:\n  onUnknownPrice: allow\n");
    expect((await ask(s)).exitCode).to.equal(42);
  });
});

describe("the command usage", () => {
  before(buildOnce);

  it("says what to do where nothing was spent", async () => {
    await using s = await scene([]);
    const { exitCode, stdout } = await s.run(["usage"]);
    expect(exitCode).to.equal(0);
    expect(stdout).to.contain("Nothing was spent in this time.");
  });

  it("sums up by day, model, project and session, as a picture, JSON and CSV", async () => {
    await using s = await scene(() => ({ text: "Hi.", usage: { input: 100_000, cached: 40_000, output: 1000, thinking: 200 } }));
    await ask(s);
    await s.run(["chat", "-p", "More", "-m", "openai/gpt-5-mini"]);
    await s.chat();
    const byModel = await s.run(["usage", "--by", "model"]);
    const [first = "", second = "", third = "", , total = "", tokens = ""] = byModel.stdout.split("\n");
    expect(first).to.match(/^openai\/gpt-5 +#+ +\$0\.09 +1 req, 100k in, 1k out$/);
    expect(second).to.match(/^openai\/gpt-5-mini +#+ +\$0\.018 +1 req, 100k in, 1k out$/);
    expect(third).to.match(/^openai\/m +unknown +1 req, 100k in, 1k out$/);
    expect(total).to.equal("$0.108 in 3 requests ($0.108 estimated from tokens and list prices). The price of 1 of them is unknown.");
    expect(tokens).to.equal("300,000 tokens in (40 % from the cache, which saved $0.054), 3,000 out (600 of them thinking).");
    const days = JSON.parse((await s.run(["usage", "--json"])).stdout) as { readonly groups: readonly Readonly<Record<string, unknown>>[] };
    expect(days.groups).to.have.length(1);
    expect(days.groups[0]).to.deep.include({ requests: 3, unknown: 1, usd: 0.108, cacheRead: 120_000 });
    const csv = (await s.run(["usage", "--by", "session", "--csv"])).stdout.trimEnd().split("\r\n");
    expect(csv[0]).to.equal("session,title,requests,unknown,usd,reported_usd,estimated_usd,guessed_usd,saved_usd,input,cache_read,cache_write,output,thinking");
    expect(csv).to.have.length(4);
    expect(csv[1]).to.match(/^[0-9a-f-]{36},Go,1,0,0\.09,/);
    const since = await s.run(["usage", "--since", "2h", "--by", "project", "--here", "--screen-reader"]);
    expect(since.stdout).to.match(/\/project +\$/).and.to.not.contain("#");
    expect((await s.run(["usage", "--until", "2000-01-01", "--since", "1999-01-01"])).stdout).to.contain("Nothing was spent");
    expect((await s.run(["usage", "--since", "yesterday"])).exitCode).to.equal(42);
    expect((await s.run(["usage", "--since", "2026-02-30"])).exitCode).to.equal(42);
    const id = /^([0-9a-f]{8})/.exec(csv[1] ?? "")?.[1] ?? "";
    expect((await s.run(["session", "show", id])).stdout).to.contain("$0.09 in 1 request");
  });
});
