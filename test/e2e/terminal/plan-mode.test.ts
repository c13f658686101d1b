import { expect } from "chai";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ScriptedReply } from "@ainative-code/test-kit";
import { enter, lineScene } from "./line-scene.ts";

const present = (plan: string): ScriptedReply => ({ calls: [{ name: "present_plan", input: { plan } }] });
const write: ScriptedReply = { calls: [{ name: "write", input: { path: "made", content: "x" } }] };

describe("a plan in a terminal", () => {
  const scene = lineScene();

  it("is shown, changed by what the person says, approved, and carried out in the mode they chose", async () => {
    const replies = [present("Write a file."), present("Write the file `made`."), write, { text: "Done with it." }];
    using terminal = await scene.open(replies, { words: ["chat", "--permission-mode", "plan"] });
    await terminal.shows("permissions: plan");
    enter(terminal, "make it");
    await terminal.shows(/Write a file\.[^]*Go on planning[^]*Your answer:/);
    expect(existsSync(join(scene.home.project, "made"))).to.equal(false);
    enter(terminal, "Say which file");
    await terminal.shows(/Write the file `?made`?\.[^]*Your answer:/);
    enter(terminal, "2");
    await terminal.shows("Done with it.");
    expect(existsSync(join(scene.home.project, "made"))).to.equal(true);
    expect(scene.server.requests[1]?.text).to.include("Say which file");
    expect(scene.server.requests[2]?.text).to.include("approved the plan").and.include("Permission mode: accept-edits");
  });
});
