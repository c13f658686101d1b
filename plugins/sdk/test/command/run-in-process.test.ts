import { AinError, isAinError } from "@ainative-code/sdk";
import { Args, Command, Flags, runInProcess } from "@ainative-code/sdk/command";
import type { Config } from "@ainative-code/sdk/oclif";
import { expect } from "chai";
import { setImmediate as turn } from "node:timers/promises";
import { fixtureConfig } from "./fixture-config.ts";
import { realOutputOf } from "./real-output.ts";

class Talkative extends Command {
  static override args = { name: Args.string({ required: true }) };
  static override flags = { times: Flags.integer({ default: 1 }) };

  override async run(): Promise<{ name: string; times: number }> {
    const { args, flags } = await this.parse(Talkative);
    for (let time = 0; time < flags.times; time++) {
      this.log("log %s %d", args.name, time);
      await turn();
      this.logToStderr(`stderr ${args.name}`);
      this.warn(`warn ${args.name}`);
    }
    this.error(`told ${args.name}`, { exit: false });
    this.logJson({ name: args.name });
    return { name: args.name, times: flags.times };
  }
}

class Ends extends Command {
  static override args = { how: Args.string({ required: true }) };

  override async run(): Promise<void> {
    const { args } = await this.parse(Ends);
    if (args.how === "exit") this.exit(7);
    if (args.how === "exit-0") this.exit(0);
    if (args.how === "error") this.error("no good", { exit: 3 });
    if (args.how === "auth") throw new AinError("auth", "The key is wrong.", { actions: ["Set another key."] });
    throw new TypeError("a bug");
  }
}

class Waits extends Command {
  override async run(): Promise<string> {
    await this.parse(Waits);
    if (!this.signal.aborted) await new Promise((resolve) => this.signal.addEventListener("abort", resolve, { once: true }));
    this.signal.throwIfAborted();
    return "not stopped";
  }
}

describe("runInProcess", () => {
  let config: Config;
  before(async () => {
    config = await fixtureConfig();
  });

  it("collects everything a command prints, and lets nothing through", async () => {
    const seen: string[] = [];
    let output = "";
    const real = await realOutputOf(async () => {
      const result = await runInProcess(Talkative, ["Ada"], config, { onOutput: (text) => seen.push(text) });
      output = result.output;
      expect(result).to.include({ exitCode: 0 }).and.to.not.have.property("error");
      expect(result.data).to.deep.equal({ name: "Ada", times: 1 });
    });
    expect(real).to.equal("");
    expect(output).to.equal('log Ada 0\nstderr Ada\nWarning: warn Ada\nError: told Ada\n{\n  "name": "Ada"\n}\n');
    expect(seen.join("")).to.equal(output);
  });

  it("keeps two runs side by side apart", async () => {
    const results = await Promise.all(["Ada", "Bob"].map((name) => runInProcess(Talkative, [name, "--times=50"], config)));
    const [ada, bob] = results.map(({ output }) => output);
    expect(ada).to.include("Ada").and.not.include("Bob");
    expect(bob).to.include("Bob").and.not.include("Ada");
    expect(ada?.split("\n")).to.have.lengthOf(bob?.split("\n").length ?? 0);
  });

  it("leaves the exit code of the process alone", async () => {
    const before = process.exitCode;
    const codes = await Promise.all(
      ["exit", "exit-0", "error", "auth", "bug"].map(async (how) => (await runInProcess(Ends, [how], config)).exitCode),
    );
    expect(codes).to.deep.equal([7, 0, 3, 41, 1]);
    expect(process.exitCode).to.equal(before);
  });

  it("gives an exit no error, an error of the contract as it is, and a bug as internal", async () => {
    expect((await runInProcess(Ends, ["exit"], config)).error).to.equal(undefined);
    const { error } = await runInProcess(Ends, ["auth"], config);
    expect(error?.toJSON()).to.include({ code: "auth", message: "The key is wrong." });
    expect((await runInProcess(Ends, ["bug"], config)).error?.code).to.equal("internal");
  });

  it("tells wrong usage as invalid input, with exit code 2", async () => {
    const real = await realOutputOf(async () => {
      const { error, exitCode } = await runInProcess(Talkative, ["Ada", "--times=many"], config);
      expect(exitCode).to.equal(2);
      expect(error?.code).to.equal("invalid-input");
      expect(error?.message).to.include("Expected an integer");
    });
    expect(real).to.equal("");
  });

  it("ends a command that listens to its signal", async () => {
    const stop = new AbortController();
    const running = runInProcess(Waits, [], config, { signal: stop.signal });
    stop.abort();
    const { error, exitCode } = await running;
    expect(exitCode).to.equal(130);
    expect(error?.code).to.equal("cancelled");
  });

  it("refuses a class that knows nothing of it", async () => {
    const thrown: unknown = await runInProcess(class {}, [], config).catch((error: unknown) => error);
    expect(isAinError(thrown) && thrown.code).to.equal("plugin");
  });
});
