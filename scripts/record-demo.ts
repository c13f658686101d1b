/**
 * Records the tape of `ainative-code demo` anew: a scripted model on loopback, everything else the real, built CLI.
 * Run it after a change of what the tools answer:
 *
 *   npm run build && node --conditions=ainative-source scripts/record-demo.ts
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startScriptedServer, runCli, tempHome, type ScriptedAnswer } from "@ainative-code/test-kit";
import { projectTest, testCommand } from "../plugins/replay/src/tour/project-test.ts";
import { chatArgs } from "../plugins/replay/src/tour/chat-args.ts";
import { scratchProject } from "../plugins/replay/src/tour/scratch-project.ts";

const root = join(import.meta.dirname, "..");
const tape = join(root, "plugins/replay/tapes/demo.jsonl");

const answers: readonly ScriptedAnswer[] = [
  {
    text: "I'll look at what is there and run the test.",
    calls: [
      { name: "glob", input: { pattern: "**/*" } },
      { name: "read", input: { path: "README.md" } },
      { name: "bash", input: { command: testCommand, description: "Run the tests" } },
    ],
  },
  {
    text: "Three teapots are charged in full: 75.00 in place of 67.50. Let me see where the discount is made.",
    calls: [
      { name: "read", input: { path: "test/cart.test.js" } },
      { name: "read", input: { path: "src/cart.js" } },
      { name: "grep", input: { pattern: "bulk", path: "src" } },
    ],
  },
  { calls: [{ name: "read", input: { path: "src/discount.js" } }] },
  {
    text:
      "There it is. The README says the discount begins with 3 pieces, and `quantity > bulkFrom` leaves the third one out. " +
      "The test is right and the code is not.",
    calls: [
      {
        name: "edit",
        input: { path: "src/discount.js", oldText: "quantity > bulkFrom", newText: "quantity >= bulkFrom" },
      },
    ],
  },
  { text: "Now the test again.", calls: [{ name: "bash", input: { command: testCommand, description: "Run the tests" } }] },
  {
    text:
      "All four tests pass. The discount for 3 pieces and more began with the fourth one, because `src/discount.js` compared " +
      "with `>`; it compares with `>=` now, as the README promises. Nothing else is changed.",
  },
];

const home = tempHome();
const project = await scratchProject();
const server = await startScriptedServer({ script: answers.map(paced) });
try {
  const recorded = join(home.root, "demo.jsonl");
  const result = await runCli([...chatArgs, "-m", "openai/script", "--record", recorded], {
    bin: join(root, "bin/run.js"),
    cwd: project.folder,
    env: { ...home.env, OPENAI_API_KEY: "none", OPENAI_BASE_URL: server.baseURL },
  });
  process.stdout.write(result.stdout + result.stderr);
  if (result.exitCode !== 0) throw new Error(`chat ended with exit code ${String(result.exitCode)}`);
  const test = await projectTest(project.folder, new AbortController().signal);
  if (!test.passed) throw new Error(`the test still fails:\n${test.output}`);
  await writeFile(tape, travelling(await readFile(recorded, "utf8")));
} finally {
  await server.close();
  await project.remove();
  home.dispose();
}

function paced(answer: ScriptedAnswer): ScriptedAnswer {
  return { ...answer, usage: { input: 1200, output: 60 } };
}

/** The tape goes to machines with other instructions and other tools: only the messages are kept and compared. */
function travelling(text: string): string {
  const [header, ...entries] = text.trimEnd().split("\n").map((line): unknown => JSON.parse(line));
  const lines = [{ ...Object(header), compare: ["messages"] }, ...entries.map(messagesOnly)];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

function messagesOnly(entry: unknown): unknown {
  const isRequest = (value: unknown): value is { messages: unknown } =>
    typeof value === "object" && value !== null && "messages" in value;
  return JSON.parse(JSON.stringify(entry), (key, value: unknown) =>
    key === "request" && isRequest(value) ? { messages: value.messages } : value,
  );
}
