import type { OwnCommand } from "./own-command.ts";

/** Has the model write down what a newcomer to a project has to know. */
export const initCommand: OwnCommand = {
  name: "init",
  origin: "built-in",
  summary: "Let the model look at this project and write its AGENTS.md.",
  argument: "[what to look at]",
  allowedTools: [],
  body: `Write the file AGENTS.md at the root of this project: what a coding assistant has to know before it changes anything here. If there is one already, read it first, keep what is right, and mend it; do not begin anew. If there is a CLAUDE.md, a GEMINI.md, .cursorrules or .github/copilot-instructions.md, take over what holds for every assistant.

Find it out rather than guess: read the README, the manifests of packages, the settings of build, test, format and lint, the workflows of CI, the layout of folders, and a few files that show how code and tests are written here. Try commands only where they change nothing.

Write, each only where there is something to say:
- what the project is, in two sentences;
- the commands to build, test (all of it, and a single test), lint and run it, exactly as they are typed;
- where things are: the folders that matter and what belongs in each;
- how code is written here, where that is not what everybody does anyway: names, errors, imports, tests;
- what must not be done, and traps that cost time.

At most 80 lines, in plain Markdown. Leave out what a look at the files shows, generic advice, and everything you have not seen proof of. When it is written, say in three sentences what you found and what you were not sure of.`,
};
