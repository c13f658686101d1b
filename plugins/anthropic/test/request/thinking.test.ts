import type { Effort } from "@ainative-code/sdk";
import { expect } from "chai";
import { bodyOf, made } from "./scene.ts";

const wide = { config: { thinking: "default" } };
const adaptive = { type: "adaptive" };

/** Model, effort, then what is sent: `thinking`, and the effort of `output_config`. */
const table: readonly (readonly [string, Effort | undefined, unknown, string | undefined])[] = [
  ["claude-opus-5-5", undefined, adaptive, undefined],
  ["claude-opus-5-5", "none", adaptive, "low"],
  ["claude-opus-5-5", "minimal", adaptive, "low"],
  ["claude-opus-5-5", "xhigh", adaptive, "xhigh"],
  ["claude-opus-5-5", "max", adaptive, "max"],
  ["claude-sonnet-5-5", "none", { type: "between_tools" }, "low"],
  ["claude-sonnet-5-5", "medium", adaptive, "medium"],
  ["claude-haiku-5-5", "none", { type: "disabled" }, undefined],
  ["claude-fable-5-2", "none", adaptive, "low"],
  ["claude-fable-5", "none", adaptive, "low"],
  ["claude-opus-5", "none", { type: "disabled" }, undefined],
  ["claude-sonnet-5", "high", adaptive, "high"],
  ["claude-sonnet-5-20260601", "none", { type: "disabled" }, undefined],
  ["claude-opus-4-8", "xhigh", adaptive, "xhigh"],
  ["claude-opus-4-6", "xhigh", adaptive, "high"],
  ["claude-sonnet-4-6", "max", adaptive, "max"],
  ["claude-sonnet-4-5-20250929", undefined, undefined, undefined],
  ["claude-sonnet-4-5-20250929", "none", undefined, undefined],
  ["claude-sonnet-4-5-20250929", "minimal", { type: "enabled", budget_tokens: 1024 }, undefined],
  ["claude-haiku-4-5", "high", { type: "enabled", budget_tokens: 20_480 }, undefined],
  ["claude-opus-4-1-20250805", "max", { type: "enabled", budget_tokens: 24_000 }, undefined],
  ["claude-3-7-sonnet-20250219", "low", { type: "enabled", budget_tokens: 4096 }, undefined],
  ["claude-3-haiku-20240307", undefined, undefined, undefined],
  ["claude-opus-6", undefined, adaptive, undefined],
  ["claude-opus-6", "medium", adaptive, "medium"],
  ["anthropic/claude-sonnet-5-5", "none", { type: "between_tools" }, "low"],
  ["kimi-k3", undefined, undefined, undefined],
  ["kimi-k3", "high", adaptive, "high"],
];

describe("how hard a model is asked to think", () => {
  for (const [model, effort, thinking, level] of table) {
    it(`${model} at ${effort ?? "no level"}`, () => {
      const body = bodyOf({ model, ...wide, ...(effort === undefined ? {} : { effort }) });
      expect(body["thinking"]).to.deep.equal(thinking);
      expect(body["output_config"]).to.deep.equal(level === undefined ? undefined : { effort: level });
    });
  }

  it("is told where it can't be as little as asked, or not at all", () => {
    const told = (model: string, effort: Effort): number => made({ model, effort }).warnings.length;
    expect([told("claude-opus-5-5", "none"), told("claude-3-5-sonnet-20241022", "high")]).to.deep.equal([1, 1]);
    expect([told("claude-haiku-5-5", "none"), told("claude-sonnet-5-5", "none")]).to.deep.equal([0, 0]);
  });

  it("never takes the room of the answer", () => {
    const request = { model: "claude-haiku-4-5", effort: "high" as const, ...wide };
    expect(bodyOf({ ...request, maxOutputTokens: 4000 })["thinking"]).to.deep.equal({ type: "enabled", budget_tokens: 3000 });
    const { body, warnings } = made({ ...request, maxOutputTokens: 1200 });
    expect(body).not.to.have.property("thinking");
    expect(warnings.join()).to.include("no room to think");
  });

  it("is shown as the setting says", () => {
    const shown = (config: Readonly<Record<string, unknown>>): unknown => bodyOf({ config })["thinking"];
    expect(shown({})).to.deep.equal({ ...adaptive, display: "summarized" });
    expect(shown({ thinking: "omitted" })).to.deep.equal({ ...adaptive, display: "omitted" });
    expect(shown({ thinking: "default" })).to.deep.equal(adaptive);
  });

  it("is not at all while a tool is forced, where the model allows both", () => {
    const tools = [{ name: "read", description: "", input: {} }];
    const forced = (model: string): unknown => bodyOf({ model, ...wide, tools, toolChoice: "required" })["thinking"];
    expect(forced("claude-opus-5")).to.deep.equal({ type: "disabled" });
    expect(forced("claude-haiku-4-5")).to.equal(undefined);
    expect(forced("claude-opus-5-5")).to.deep.equal(adaptive);
  });
});
