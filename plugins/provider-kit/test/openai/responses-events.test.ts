import { AnswerWriter } from "@ainative-code/provider-kit";
import { passedOverEvents, ResponsesReader } from "@ainative-code/provider-kit/openai";
import { expect } from "chai";

/** The events of the vendor's published schema, by their stems. */
const steps = (stems: readonly string[], ends: readonly string[]): readonly string[] =>
  stems.flatMap((stem) => ends.map((end) => `${stem}.${end}`));

const stems = [
  ["created", "queued", "in_progress", "completed", "incomplete", "failed"],
  steps(["output_item", "content_part", "reasoning_summary_part"], ["added", "done"]),
  steps(["output_text", "refusal", "reasoning_summary_text", "reasoning_text", "audio", "audio.transcript"], ["delta", "done"]),
  steps(["function_call_arguments", "custom_tool_call_input", "mcp_call_arguments"], ["delta", "done"]),
  steps(["code_interpreter_call_code", "shell_call_output_content"], ["delta", "done"]),
  steps(["shell_call_command"], ["added", "delta", "done"]),
  steps(["web_search_call", "file_search_call"], ["in_progress", "searching", "completed"]),
  steps(["code_interpreter_call"], ["in_progress", "interpreting", "completed"]),
  steps(["image_generation_call"], ["in_progress", "generating", "partial_image", "completed"]),
  steps(["mcp_call", "mcp_list_tools"], ["in_progress", "completed", "failed"]),
  ["output_text.annotation.added", "compaction.compacting"],
].flat();

const published = ["error", ...stems.map((stem) => `response.${stem}`)];

describe("the events of a Responses stream", () => {
  const { understood } = new ResponsesReader({ writer: new AnswerWriter(), errors: { who: "OpenAI" }, tools: new Set() });

  it("are each understood or passed over on purpose", () => {
    const known = new Set([...understood, ...passedOverEvents]);
    expect(published.filter((name) => !known.has(name))).to.deep.equal([]);
  });

  it("are none of them both", () => {
    expect(understood.filter((name) => passedOverEvents.has(name))).to.deep.equal([]);
  });
});
