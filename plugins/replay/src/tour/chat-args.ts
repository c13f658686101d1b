const prompt = "The test fails. Find out why and mend it.";

/** The arguments of the run, but for the model: edits are accepted, and of all commands those that run the test. */
export const chatArgs: readonly string[] = [
  "chat",
  "--print",
  prompt,
  "--permission-mode=accept-edits",
  "--allowed-tools=bash(node --test*)",
];
