import type { Message, Part } from "@ainative-code/sdk";
import { expect } from "chai";
import { modeText, modeUntold } from "../../../src/core/agent/mode-told.ts";
import { permissionModes } from "../../../src/core/permissions/permission-mode.ts";

const createdAt = "2026-01-02T03:04:05.000Z";
const text = (words: string): Part => ({ type: "text", text: words });
const user = (...parts: readonly Part[]): Message => ({ id: "u", role: "user", createdAt, parts });
const answered = (words: string): Message => ({
  id: "t",
  role: "tool",
  createdAt,
  parts: [{ type: "tool-result", callId: "1", name: "present_plan", status: "ok", content: [{ type: "text", text: words }] }],
});

describe("the permission mode that the model is told", () => {
  it("is worth a word where it is to plan, and where it is to plan no more", () => {
    for (const mode of permissionModes) expect(modeUntold([user(text("Go"))], mode)).to.deep.equal(mode === "plan" ? [{ type: "text", text: modeText(mode) }] : []);
    const planning = [user(text("Go"), text(modeText("plan")))];
    for (const mode of permissionModes) expect(modeUntold(planning, mode)).to.deep.equal(mode === "plan" ? [] : [{ type: "text", text: modeText(mode) }]);
  });

  it("is said once, until it changes, also back", () => {
    const messages = [user(text("Go"), text(modeText("plan"))), user(text("More"))];
    expect(modeUntold(messages, "plan")).to.deep.equal([]);
    expect(modeUntold(messages, "ask")).to.deep.equal([{ type: "text", text: modeText("ask") }]);
    expect(modeUntold([...messages, user(text("On"), text(modeText("ask")))], "ask")).to.deep.equal([]);
  });

  it("counts as said where a plan was answered with it", () => {
    const messages = [user(text("Go"), text(modeText("plan"))), answered(`Approved. ${modeText("accept-edits")}`)];
    expect(modeUntold(messages, "accept-edits")).to.deep.equal([]);
    expect(modeUntold([...messages, answered("Not approved.")], "accept-edits")).to.deep.equal([]);
  });
});
