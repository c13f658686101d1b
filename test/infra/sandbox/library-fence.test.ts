import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { join } from "node:path";
import { expect } from "chai";
import type { Fence } from "../../../src/core/sandbox/fence.ts";
import { runTrial, trialPlace, trialProfile } from "../../../src/infra/sandbox/escape-trial.ts";
import type { TrialPlace } from "../../../src/infra/sandbox/escape-trial.ts";
import { fenceHere } from "./fence-here.ts";

describe("the fence with allowed domains", () => {
  let place: TrialPlace;
  let fence: Fence;
  let server: Server;
  let port: number;

  before(async function whereThereIsOne() {
    place = trialPlace(process.env);
    server = createServer((_request, response) => response.end("from the server")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    port = typeof address === "object" && address !== null ? address.port : 0;
    const opened = await fenceHere(trialProfile(place, [`127.0.0.1:${String(port)}`]));
    if (opened === undefined) return this.skip();
    fence = opened;
  });
  after(async () => {
    await fence?.close();
    server?.close();
    place?.[Symbol.dispose]();
  });

  it("lets a command reach a host that is allowed, by its proxy alone", async () => {
    expect(fence.kind).to.equal("library");
    expect(await runTrial(place, fence, `curl -sS --noproxy '' http://127.0.0.1:${String(port)}/`)).to.equal("from the server");
    expect(await runTrial(place, fence, `env -u http_proxy -u HTTP_PROXY curl -sS --noproxy '*' http://127.0.0.1:${String(port)}/`)).to.not.include("from the server");
  });

  it("refuses all others", async () => {
    for (const host of ["example.com", `127.0.0.1:${String(port + 1)}`]) {
      expect(await runTrial(place, fence, `curl -sS -o /dev/null -w '%{http_code}' --noproxy '' http://${host}/`)).to.equal("403");
    }
  });

  it("lets git work, and keeps what tells it where its settings are", async () => {
    execFileSync("rm", ["-rf", join(place.project, ".git")]);
    execFileSync("git", ["init", "-q", place.project]);
    const said = await runTrial(place, fence, "git -c user.name=a -c user.email=a@b commit -q --allow-empty -m one; git log --format=%s; echo evil > .git/commondir; mkdir .claude");
    expect(said).to.match(/^one\n/);
    expect([existsSync(join(place.project, ".git/commondir")), existsSync(join(place.project, ".claude"))]).to.deep.equal([false, false]);
  });

  it("gives a folder for temporary files, and keeps exit codes and quotes as they are", async () => {
    expect(await runTrial(place, fence, `f=$(mktemp) && echo "it's" > "$f" && cat "$f"; (exit 7); echo $?`)).to.equal("it's\n7\n");
  });

  it("runs a command where its user can make nothing", async () => {
    await fence.close();
    chmodSync(place.project, 0o555);
    if (process.getuid?.() === 0) chownSync(place.project, 65_534, 65_534);
    fence = (await fenceHere(trialProfile(place, ["example.com"]))) ?? expect.fail();
    expect(await runTrial(place, fence, "ls > /dev/null; touch made 2>/dev/null || echo refused")).to.equal("refused\n");
    chmodSync(place.project, 0o755);
  });
});
