/** What a new config file begins with. The first line tells editors where the schema lies: beside the file. */
export function configTemplate(layer: "user" | "project"): string {
  return layer === "user" ? `# yaml-language-server: $schema=${schemaFileName}\n${userLines}` : projectLines;
}

/** The schema beside the user's file. */
export const schemaFileName = "config.schema.json";

const userLines = `# Settings of ainative-code. All keys: ainative-code config list --all

# The model that answers, as provider/model.
# model: openai/gpt-5

# permissions:
#   mode: ask              # or accept-edits, plan, bypass
#   allow:
#     - bash(git status*)
#   deny:
#     - bash(sudo *)

# Keys of providers are best kept in the keychain: ainative-code auth key set PROVIDER
`;

const projectLines = `# Settings of ainative-code for this project. All keys: ainative-code config list --all
# Keys, addresses and looser permissions belong into your own file: ainative-code config edit

# permissions:
#   deny:
#     - bash(npm publish*)
`;
