import { AnswerWriter } from "@ainative-code/provider-kit";
import { passedOverEvents, ResponsesReader } from "@ainative-code/provider-kit/openai";
import { expect } from "chai";

/** The events of the vendor's published schema, by their stems. */
const published = [
  "error",
  ...["created", "queued", "in_progress", "completed", "incomplete", "failed"],
  ...["output_item.added", "output_item.done", "content_part.added", "content_part.done"],
  ...["output_text.delta", "output_text.done", "output_text.annotation.added", "refusal.delta", "refusal.done"],
  ...["function_call_arguments.delta", "function_call_arguments.done"],
  ...["custom_tool_call_input.delta", "custom_tool_call_input.done"],
  ...["reasoning_summary_part.added", "reasoning_summary_part.done"],
  ...["reasoning_summary_text.delta", "reasoning_summary_text.done", "reasoning_text.delta", "reasoning_text.done"],
  ...["in_progress", "searching", "completed"].flatMap((step) => [`web_search_call.${step}`, `file_search_call.${step}`]),
  ...["in_progress", "interpreting", "completed"].map((step) => `code_interpreter_call.${step}`),
  ...["code_interpreter_call_code.delta", "code_interpreter_call_code.done"],
  ...["in_progress", "generating", "partial_image", "completed"].map((step) => `image_generation_call.${step}`),
  ...["in_progress", "completed", "failed"].flatMap((step) => [`mcp_call.${step}`, `mcp_list_tools.${step}`]),
  ...["mcp_call_arguments.delta", "mcp_call_arguments.done"],
  ...["shell_call_command.added", "shell_call_command.delta", "shell_call_command.done"],
  ...["shell_call_output_content.delta", "shell_call_output_content.done"],
  ...["compaction.compacting", "audio.delta", "audio.done", "audio.transcript.delta", "audio.transcript.done"],
].map((stem) => (stem === "error" ? stem : `response.${stem}`));

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
