import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { isAinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { fencedCommand, sandboxOf } from "../../../src/app/sandbox.ts";
import type { SandboxPlace } from "../../../src/app/sandbox.ts";
import { findProgram } from "../../../src/infra/sandbox/find-program.ts";
import { trialPlace } from "../../../src/infra/sandbox/escape-trial.ts";
import type { TrialPlace } from "../../../src/infra/sandbox/escape-trial.ts";

/** What a sandbox takes from the services, around a trial's place. */
function placeAround({ project, home }: TrialPlace, mode: "auto" | "required" | "off", path = process.env["PATH"]): SandboxPlace {
  const environment = { env: { ...process.env, PATH: path }, home, cwd: project, platform: process.platform };
  const folders = { config: join(home, "c"), data: join(home, "d"), cache: join(home, "e") };
  const sandbox = { mode, allowedDomains: [], writable: [], readDenied: [] };
  return { environment, folders, contributions: { plugins: [] }, config: async () => ({ core: { sandbox } }) };
}

describe("a program that goes on for long", () => {
  let trial: TrialPlace;
  beforeEach(() => {
    trial = trialPlace(process.env);
  });
  afterEach(() => trial[Symbol.dispose]());

  it("is fenced, speaks over its input and output, and ends with whoever started it", async function whereThereIsAFence() {
    if (process.platform !== "linux" || findProgram("bwrap", process.env["PATH"]) === undefined) return this.skip();
    const place = placeAround(trial, "auto");
    const extra = join(trial.root, "extra");
    mkdirSync(extra);
    const script = `read line; echo x > made; echo x > '${extra}/made'; echo x > '${trial.outside}/made'; echo "$line"; sleep 63`;
    const { command, args, env, isFenced, done } = await fencedCommand(place, ["/bin/bash", "-c", script], { cwd: trial.project, writable: [extra] });
    expect(isFenced).to.equal(true);
    const server = spawn(command, args, { cwd: trial.project, env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "ignore"] });
    server.stdin.end("hello\n");
    const told = (await once(server.stdout, "data")).join("");
    expect(told).to.equal("hello\n");
    expect([join(trial.project, "made"), join(extra, "made"), join(trial.outside, "made")].map((path) => existsSync(path))).to.deep.equal([true, true, false]);
    server.kill("SIGKILL");
    // Its output ends with the last process that holds it.
    await once(server, "close");
    done();
    await sandboxOf(place).close();
    expect(existsSync(join(trial.project, ".mcp.json"))).to.equal(false);
  });

  it("has the network where it is given it, and not otherwise", async function whereThereIsAFence() {
    if (process.platform !== "linux" || findProgram("bwrap", process.env["PATH"]) === undefined) return this.skip();
    const place = placeAround(trial, "auto");
    let reached = 0;
    const listener = createServer((socket) => {
      reached += 1;
      socket.on("error", () => undefined).end();
    }).listen(0, "127.0.0.1");
    await once(listener, "listening");
    const address = listener.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    for (const [network, times] of [[false, 0], [true, 1]] as const) {
      const { command, args, done } = await fencedCommand(place, ["/bin/bash", "-c", `exec 3<>/dev/tcp/127.0.0.1/${String(port)} && cat <&3`], { cwd: trial.project, network });
      await once(spawn(command, args, { cwd: trial.project, stdio: "ignore" }), "close");
      done();
      expect(reached).to.equal(times);
    }
    listener.close();
    await sandboxOf(place).close();
  });

  it("runs as it is without a fence, and not at all where one is required", async () => {
    expect(await fencedCommand(placeAround(trial, "off"), ["server", "-x"], { cwd: trial.project })).to.deep.include({ command: "server", args: ["-x"], isFenced: false });
    expect((await fencedCommand(placeAround(trial, "auto", "/nowhere"), ["server"], { cwd: trial.project })).isFenced).to.equal(false);
    const refused = await fencedCommand(placeAround(trial, "required", "/nowhere"), ["server"], { cwd: trial.project }).catch((error: unknown) => error);
    expect(isAinError(refused) && refused.code).to.equal("permission-denied");
  });
});
