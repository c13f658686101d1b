import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { isAinError } from "@ainative-code/sdk";
import { expect } from "chai";
import type { McpServer, StdioServer } from "../../../src/core/mcp/server.ts";
import { readServers } from "../../../src/core/mcp/read-servers.ts";
import { closeServerFences, fencedServer } from "../../../src/app/mcp/fenced-server.ts";
import type { FencedProgram } from "../../../src/infra/mcp/connect-server.ts";
import { sandboxOf } from "../../../src/app/sandbox.ts";
import type { SandboxPlace } from "../../../src/app/sandbox.ts";
import { isFenceHere } from "../../infra/sandbox/fence-here.ts";
import { trialPlace } from "../../../src/infra/sandbox/escape-trial.ts";
import type { TrialPlace } from "../../../src/infra/sandbox/escape-trial.ts";

/** What a sandbox takes from the services, around a trial's place. */
function placeAround({ project, home }: TrialPlace, mode: "auto" | "required" | "off", path = process.env["PATH"]): SandboxPlace {
  const environment = { env: { ...process.env, PATH: path }, home, cwd: project, platform: process.platform };
  const folders = { config: join(home, "c"), data: join(home, "d"), cache: join(home, "e") };
  const sandbox = { mode, allowedDomains: [], writable: [], readDenied: [] };
  return { environment, folders, contributions: { plugins: [] }, config: async () => ({ core: { sandbox } }) };
}

function isProgram(server: McpServer | undefined): server is StdioServer {
  return server?.kind === "stdio";
}

/** How a server of these settings is started. */
async function started(place: SandboxPlace, settings: Readonly<Record<string, unknown>>, origin: "user" | "project" = "user"): Promise<FencedProgram> {
  const [server] = readServers({ it: settings }, origin).servers;
  if (!isProgram(server)) throw new Error("no program");
  const { cwd, env } = place.environment;
  return fencedServer(place, server, { command: server.command, args: server.args, cwd: server.cwd ?? cwd, env: { PATH: env["PATH"] ?? "" } });
}

const asBash = (script: string): { readonly command: string; readonly args: readonly string[] } => ({ command: "/bin/bash", args: ["-c", script] });

describe("an MCP server that is a program", () => {
  let trial: TrialPlace;
  beforeEach(() => {
    trial = trialPlace(process.env);
  });
  afterEach(() => trial[Symbol.dispose]());

  async function run({ command, args, cwd, env, done }: FencedProgram): Promise<string> {
    const server = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "ignore"] });
    let told = "";
    server.stdout.on("data", (chunk: Buffer) => (told += chunk.toString("utf8")));
    await once(server, "close");
    done?.();
    return told;
  }

  it("is fenced, speaks over its input and output, and ends with whoever started it", async function whereThereIsAFence() {
    if (!isFenceHere()) return this.skip();
    const place = placeAround(trial, "auto");
    const extra = join(trial.root, "extra");
    mkdirSync(extra);
    const script = `read line; echo x > made; echo x > '${extra}/made'; echo x > '${trial.outside}/made'; echo "$line"; sleep 63`;
    const { command, args, env, isFenced, done } = await started(place, { ...asBash(script), writable: [extra] });
    expect(isFenced).to.equal(true);
    const server = spawn(command, args, { cwd: trial.project, env, stdio: ["pipe", "pipe", "ignore"] });
    server.stdin.end("hello\n");
    const told = (await once(server.stdout, "data")).join("");
    expect(told).to.equal("hello\n");
    expect([join(trial.project, "made"), join(extra, "made"), join(trial.outside, "made")].map((path) => existsSync(path))).to.deep.equal([true, true, false]);
    expect(existsSync(join(trial.project, ".mcp.json")), "a place held free is in nobody's way").to.equal(false);
    server.kill("SIGKILL");
    // Its output ends with the last process that holds it.
    await once(server, "close");
    done?.();
    await closeServerFences(place);
    expect([".claude", ".ainative-code", ".git/commondir"].map((name) => existsSync(join(trial.project, name)))).to.deep.equal([false, false, false]);
  });

  it("has the network, whatever commands have, and caches that no program outside takes from", async function whereThereIsAFence() {
    if (!isFenceHere()) return this.skip();
    const place = placeAround(trial, "auto");
    let reached = 0;
    const listener = createServer((socket) => {
      reached += 1;
      socket.on("error", () => undefined).end();
    }).listen(0, "127.0.0.1");
    await once(listener, "listening");
    const address = listener.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const told = await run(await started(place, asBash(`exec 3<>/dev/tcp/127.0.0.1/${String(port)} && cat <&3; mkdir -p "$npm_config_cache" && echo "$npm_config_cache"; mkdir '${trial.home}/.npm'`)));
    listener.close();
    expect(existsSync(join(trial.home, ".npm"))).to.equal(false);
    expect([reached, told]).to.deep.equal([1, `${place.folders.cache}-servers/user/npm\n`]);
    expect((await started(place, asBash(":"), "project")).env["npm_config_cache"]).to.match(/-servers\/[\da-f]{16}\/npm$/);
    await closeServerFences(place);
  });

  it("is found where it lies below /tmp, with what is around it, and nothing else of there", async function whereThereIsAFence() {
    if (!isFenceHere()) return this.skip();
    const [installed, other] = ["program", "other"].map((name) => mkdtempSync(`/tmp/ainative-code-${name}-`));
    try {
      mkdirSync(`${installed}/bin`);
      writeFileSync(`${installed}/around`, "around\n");
      writeFileSync(`${other}/secret`, "secret\n");
      writeFileSync(`${installed}/server.sh`, `cat '${installed}/around' '${other}/secret'; echo x > '${installed}/made'\n`);
      symlinkSync("../server.sh", `${installed}/bin/server`);
      const place = placeAround(trial, "auto");
      expect(await run(await started(place, { command: "/bin/sh", args: [`${installed}/bin/server`] }))).to.equal("around\n");
      expect(existsSync(`${installed}/made`)).to.equal(false);
      await closeServerFences(place);
    } finally {
      for (const folder of [installed, other]) rmSync(folder ?? "", { recursive: true });
    }
  });

  it("leaves the fence by the user's settings, and by a project's never", async function whereThereIsAFence() {
    if (!isFenceHere()) return this.skip();
    const place = placeAround(trial, "auto");
    const script = asBash(`echo x > '${trial.outside}/made'; echo done`);
    await run(await started(place, { ...script, sandbox: false, writable: [trial.outside] }, "project"));
    expect(existsSync(join(trial.outside, "made"))).to.equal(false);
    expect(readServers({ it: { ...script, sandbox: false } }, "project").problems.join("")).to.include("can't leave the sandbox");
    await run(await started(place, { ...script, sandbox: false }));
    expect(existsSync(join(trial.outside, "made"))).to.equal(true);
    const off = placeAround(trial, "off");
    expect((await started(off, { command: "/bin/sh", sandbox: true })).isFenced).to.equal(true);
    await Promise.all([closeServerFences(place), closeServerFences(off)]);
  });

  it("runs as it is without a fence, which is told once, and not at all where one is required", async () => {
    expect(await started(placeAround(trial, "off"), { command: "server", args: ["-x"] })).to.deep.include({ command: "server", args: ["-x"], isFenced: false });
    const place = placeAround(trial, "auto", "/nowhere");
    const told: string[] = [];
    sandboxOf(place).onMissing((message) => told.push(message) > 0);
    for (const _ of [1, 2]) expect((await started(place, { command: "/bin/sh" })).isFenced).to.equal(false);
    expect(told).to.have.length(1);
    expect(told[0]).to.match(/no sandbox for MCP servers, so they run as they are/);
    for (const [mode, settings] of [["required", {}], ["auto", { sandbox: true }], ["required", { sandbox: false }]] as const) {
      const refused = await started(placeAround(trial, mode, "/nowhere"), { command: "/bin/sh", ...settings }).catch((error: unknown) => error);
      expect(isAinError(refused) && refused.code, mode).to.equal("permission-denied");
    }
  });
});
