import type { Effort } from "@ainative-code/sdk";
import { expect } from "chai";
import { bodyOf, made } from "./scene.ts";

const seen = { includeThoughts: true };
const level = (thinkingLevel: string): object => ({ ...seen, thinkingLevel });
const budget = (thinkingBudget: number): object => ({ ...seen, thinkingBudget });

/** What each model is asked for at each level; `undefined`: nothing is said about thinking. */
const table: readonly (readonly [string, Effort | undefined, object | undefined])[] = [
  ["gemini-3-pro", undefined, seen],
  ["gemini-3-pro-preview", "none", { thinkingLevel: "LOW" }],
  ["gemini-3-pro", "minimal", level("LOW")],
  ["gemini-3-pro", "medium", level("HIGH")],
  ["gemini-3.1-pro-preview", "medium", level("MEDIUM")],
  ["gemini-3-flash-preview", "none", { thinkingLevel: "MINIMAL" }],
  ["gemini-3.5-flash", "minimal", level("MINIMAL")],
  ["gemini-3.6-flash", "low", level("LOW")],
  ["gemini-3.7-flash", "minimal", level("LOW")],
  ["gemini-4-argon", "none", { thinkingLevel: "LOW" }],
  ["gemini-4-argon", "max", level("HIGH")],
  ["gemini-flash-latest", "minimal", level("MINIMAL")],
  ["gemini-pro-latest", "xhigh", level("HIGH")],
  ["google/gemini-3.5-flash", "high", level("HIGH")],
  ["gemma-4-31b-it", "low", level("HIGH")],
  ["gemini-2.5-pro", undefined, seen],
  ["gemini-2.5-pro", "none", { thinkingBudget: 128 }],
  ["gemini-2.5-pro", "max", budget(32_768)],
  ["gemini-2.5-flash", "none", { thinkingBudget: 0 }],
  ["gemini-2.5-flash", "medium", budget(10_240)],
  ["gemini-2.5-flash", "max", budget(24_576)],
  ["gemini-2.5-flash-lite", "minimal", budget(1024)],
  ["gemini-2.5-flash-image", "high", undefined],
  ["gemini-2.0-flash", undefined, undefined],
  ["gemini-2.0-flash", "high", undefined],
  ["gemma-3-27b-it", "none", undefined],
  ["somebody-elses", undefined, undefined],
  ["somebody-elses", "low", level("LOW")],
];

describe("how hard a model is asked to think", () => {
  for (const [model, effort, config] of table) {
    it(`${model} at ${effort ?? "no level"}`, () => {
      const body = bodyOf({ model, config: { thoughts: true }, ...(effort === undefined ? {} : { effort }) });
      expect(body["generationConfig"]).to.deep.equal(config === undefined ? undefined : { thinkingConfig: config });
    });
  }

  it("is told where it can't be as little as asked, or not at all", () => {
    const told = (model: string, effort: Effort): number => made({ model, effort }).warnings.length;
    const [always, never] = ["gemini-3-pro", "gemini-2.0-flash"];
    expect([told(always, "none"), told("gemini-2.5-pro", "none"), told(never, "low")]).to.deep.equal([1, 1, 1]);
    expect([told("gemini-3-flash", "none"), told("gemini-2.5-flash", "none"), told(never, "none")]).to.deep.equal([0, 0, 0]);
  });

  it("leaves room for the answer where tokens are counted", () => {
    const asked = { model: "gemini-2.5-pro", effort: "high" as const };
    const roomy = bodyOf({ ...asked, maxOutputTokens: 4000 })["generationConfig"];
    expect(roomy).to.deep.include({ thinkingConfig: { thinkingBudget: 3000 } });
    const { body, warnings } = made({ ...asked, maxOutputTokens: 100 });
    expect(body["generationConfig"]).to.deep.equal({ maxOutputTokens: 100 });
    expect(warnings.join()).to.include("no room to think");
  });

  it("is shown where the setting says so", () => {
    expect(bodyOf({ effort: "high" })["generationConfig"]).to.deep.equal({ thinkingConfig: { thinkingLevel: "HIGH" } });
    expect(bodyOf({})).not.to.have.property("generationConfig");
  });
});
