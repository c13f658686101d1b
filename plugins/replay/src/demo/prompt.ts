import { testCommand } from "./project-test.ts";

export const prompt = "The test fails. Find out why and mend it.";

/** The arguments of the run, but for the model: edits are accepted, and one command is allowed, to run the test. */
export const chatArgs: readonly string[] = [
  "chat",
  "--print",
  prompt,
  "--permission-mode=accept-edits",
  `--allowed-tools=bash(${testCommand}*)`,
];
