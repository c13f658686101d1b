import { AinError } from "@ainative-code/sdk";
import type { ErrorCode } from "@ainative-code/sdk";
import { expect } from "chai";
import { refusedFeature } from "../../../src/core/providers/refused-feature.ts";

const told: readonly (readonly [string, string | undefined, ErrorCode?])[] = [
  ["registry/library/gemma does not support tools", "tools"],
  ['"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set', "tools"],
  ["tools param requires --jinja flag", "tools"],
  ["No endpoints found that support tool use. To learn more, visit the page.", "tools", "unknown-model"],
  ["`tool calling` is not supported with this model", "tools"],
  ["The reasoner does not support Function Calling", "tools"],
  ["Function calling is not enabled for models/gemma-3-27b-it", "tools"],
  ["No endpoints found that support image input", "imageIn", "unknown-model"],
  ["image input is not supported - hint: you may need to provide the mmproj", "imageIn", "server"],
  ["At most 0 images; phi is not a multimodal model", "imageIn"],
  ["This model does not support image inputs.", "imageIn"],
  ["Unsupported file input", "pdfIn"],
  ['"qwen2.5" does not support thinking', "thinking"],
  ["Reasoning is not supported for this model", "thinking"],
  ["Function tools with reasoning_effort are not supported for this model", "thinking"],
  ["tools[3].parameters: the keyword 'if' is not supported", undefined],
  ["tool_choice: invalid value", undefined],
  ["messages: image exceeds 5 MB", undefined],
  ["This key does not support tools", undefined, "auth"],
  ["Too many requests in queue: tools are not available right now, try later", undefined],
  ["Images are not allowed", undefined],
  ["Function calling is currently not supported", undefined],
  ["Tools are not supported while the queue is full; retry", undefined],
  ["Your organisation must be verified to generate reasoning summaries", undefined],
];

describe("the feature that an error says a model does not have", () => {
  for (const [sentence, feature, code = "invalid-request"] of told) {
    it(`is ${feature ?? "none"} in: ${sentence}`, () => {
      expect(refusedFeature(new AinError(code, sentence))).to.equal(feature);
    });
  }
});
