import type { Tool } from "@ainative-code/sdk";
import { isRecord } from "../../core/config/is-record.ts";
import { checkSchema } from "../../infra/schema/check-schema.ts";
import { sampleFolder } from "../../infra/conformance/sample-folder.ts";
import type { ShippedFile } from "../../infra/conformance/shipped-files.ts";
import { runSample } from "./run-sample.ts";
import { reasonOf, type Subject } from "./subject.ts";

/** Looks at a tool's schema, and runs it with the samples that its plugin ships: `tool-*.json`. */
export async function checkTool(subject: Subject, tool: Tool): Promise<void> {
  const { book, files } = subject;
  if (!isUsable(tool)) {
    book.add("broken", "schema", tool.name, 'its input must be a JSON Schema of "type": "object" that can be checked by');
  }
  if (tool.description.trim() === "") book.add("broken", "description", tool.name, "a model is told nothing of what it does");
  let tried = 0;
  for (const file of files.filter(({ name }) => name.startsWith("tool-"))) {
    tried += (await checkSample(subject, tool, file)) ? 1 : 0;
  }
  book.check(`tool ${tool.name}`, `${tried} samples run`);
  if (tried === 0) book.add("untried", "fixtures", tool.name, "it ships no sample, so it was not run");
}

function isUsable({ input }: Tool): boolean {
  try {
    checkSchema(input, {});
    return input["type"] === "object";
  } catch {
    return false;
  }
}

/** Whether the sample is one of this tool. */
async function checkSample({ book, manifest }: Subject, tool: Tool, file: ShippedFile): Promise<boolean> {
  try {
    const sample = file.json();
    if (!isRecord(sample) || sample["tool"] !== tool.name) return false;
    const { input, files = {}, expected = {} } = sample;
    const isTexts = isRecord(files) && Object.values(files).every((text) => typeof text === "string");
    if (!isRecord(input) || !isRecord(expected) || !isTexts) {
      throw new Error('it needs "input"; "files" must hold texts, "expected" be an object');
    }
    const violations = checkSchema(tool.input, input);
    for (const { message } of violations) {
      book.add("broken", "schema", file.name, `the sample does not fit the tool's input: ${message}`);
    }
    if (violations.length > 0) return true;
    await using folder = await sampleFolder(files);
    for (const fault of await runSample(tool, { input, expected, folder: folder.path, manifest })) {
      book.add("broken", fault.law, file.name, fault.message);
    }
    return true;
  } catch (thrown) {
    book.add("broken", "fixtures", file.name, reasonOf(thrown));
    return false;
  }
}
