import { usageExitCode } from "@ainative-code/sdk";
import type { Interfaces } from "@ainative-code/sdk/oclif";
import { unknownCommand } from "../app/suggest.ts";

const commandNotFound: Interfaces.Hook.CommandNotFound = async function ({ id, argv, config }) {
  const commands = [...config.commandIDs, ...config.topics.map(({ name }) => name)].map((name) => name.replaceAll(":", " "));
  const { words, suggestion } = unknownCommand(id.split(":"), commands);
  const question = suggestion === undefined ? "" : ` Did you mean "${suggestion}"?`;
  const message = `"${words}" is not a command.${question}`;
  const list = `${config.bin} help`;
  if (argv?.includes("--json") === true) {
    this.log(JSON.stringify({ error: { code: "usage", message, retryable: false, actions: [list] } }, undefined, 2));
  } else {
    process.stderr.write(`${config.bin}: ${message}\nAll commands: ${list}\n`);
  }
  this.exit(usageExitCode);
};

export default commandNotFound;
